//! `cargo bench -p callgate --bench ratios`: the compiler against SWC's own work on the same
//! text, and against itself on more of it. Every line is a JSON object; `npm run bench` makes
//! the table.
//!
//! Samples of what is compared alternate, and the ratio is the median of the ratios of
//! neighbours: another process slows both down alike.

#[path = "support/floor.rs"]
mod floor;
mod support;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use callgate::{Environment, Options, compile};

/// Time for one sample of one side.
const SAMPLE: Duration = Duration::from_millis(15);

const SAMPLES: usize = 41;

fn main() {
    let with_maps = support::options(Environment::Server);
    let without_maps = Options { source_map: false, ..with_maps.clone() };
    let inputs = [
        ("modules of 1-7 KB", support::modules()),
        ("100 file-level functions", vec![support::file_level(100)]),
        ("1000 file-level functions", vec![support::file_level(1000)]),
        ("100 inline functions", vec![support::inline(100)]),
        ("1000 inline functions", vec![support::inline(1000)]),
    ];
    for (name, sources) in &inputs {
        for (maps, options) in [("on", &with_maps), ("off", &without_maps)] {
            let (ratio, time) = compare(
                || sources.iter().for_each(|source| drop(black_box(compile(source, options)))),
                || sources.iter().for_each(|source| _ = black_box(floor::floor(source))),
            );
            let bytes: usize = sources.iter().map(String::len).sum();
            line(&format!(
                r#""kind":"floor","input":"{name}","maps":"{maps}","ratio":{ratio:.4},"bytes":{bytes},"milliseconds":{:.4}"#,
                time.as_secs_f64() * 1e3
            ));
        }
    }
    for (name, source) in [
        ("file-level", support::file_level as fn(usize) -> String),
        ("inline", support::inline as fn(usize) -> String),
    ] {
        growth(name, source, &with_maps);
    }
    throughput(&with_maps);
}

/// How time grows with the number of functions: 1 is linear, 2 quadratic. SWC's part grows, too:
/// a large file does not stay in the caches.
fn growth(name: &str, source: fn(usize) -> String, options: &Options) {
    let (few, many) = (10_u32, 5000_u32);
    let [small, large] = [few, many].map(|count| source(count as usize));
    let exponent_of = |ratio: f64| ratio.ln() / (f64::from(many) / f64::from(few)).ln();
    let (compiler, _) = compare(|| compile(&large, options), || compile(&small, options));
    let (floor, _) = compare(|| floor::floor(&large), || floor::floor(&small));
    line(&format!(
        r#""kind":"growth","input":"{name}","exponent":{:.4},"floorExponent":{:.4}"#,
        exponent_of(compiler),
        exponent_of(floor)
    ));
}

/// Files that the prefilter sends back.
fn throughput(options: &Options) {
    for size in [10, 1000] {
        let source = support::plain(size);
        let (_, time) = compare(|| compile(&source, options), || compile(&source, options));
        let rate = source.len() as f64 / time.as_secs_f64() / 1e9;
        let bytes = source.len();
        line(&format!(
            r#""kind":"without-directive","bytes":{bytes},"gigabytesPerSecond":{rate:.3}"#
        ));
    }
}

/// The median of the ratios of neighbouring samples, and the median time of the first.
fn compare<A, B>(first: impl Fn() -> A, second: impl Fn() -> B) -> (f64, Duration) {
    let (first_count, second_count) = (repetitions(&first), repetitions(&second));
    let mut ratios = Vec::with_capacity(SAMPLES);
    let mut times = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let a = sample(&first, first_count);
        let b = sample(&second, second_count);
        ratios.push(a.as_secs_f64() / b.as_secs_f64());
        times.push(a);
    }
    ratios.sort_by(f64::total_cmp);
    times.sort();
    (ratios[SAMPLES / 2], times[SAMPLES / 2])
}

/// How often `work` fits into a sample; warms up, too.
fn repetitions<T>(work: impl Fn() -> T) -> u32 {
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < SAMPLE {
        black_box(work());
        count += 1;
    }
    count
}

/// The time of one run of `work`.
fn sample<T>(work: impl Fn() -> T, count: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        black_box(work());
    }
    start.elapsed() / count
}

#[expect(clippy::print_stdout, reason = "this is what the benchmark is for")]
fn line(fields: &str) {
    println!("{{{fields}}}");
}
