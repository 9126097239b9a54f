//! `cargo bench -p callgate --bench compile`: absolute times by size, environment and kind.

mod support;

use std::hint::black_box;

use callgate::{Environment, compile};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use swc_core::common::{GLOBALS, Globals};

const SIZES: [usize; 5] = [1, 10, 100, 1000, 5000];

fn file_level(criterion: &mut Criterion) {
    by_size(criterion, "file-level", support::file_level);
}

fn inline(criterion: &mut Criterion) {
    by_size(criterion, "inline", support::inline);
}

fn by_size(criterion: &mut Criterion, name: &str, source: fn(usize) -> String) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    for size in SIZES {
        let source = source(size);
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(BenchmarkId::new("parse", size), |bencher| {
            bencher.iter(|| GLOBALS.set(&Globals::new(), || support::parse(black_box(&source))));
        });
        let mut environments = vec![("server", Environment::Server)];
        if name == "file-level" {
            environments.push(("client", Environment::Client));
        }
        for (label, environment) in environments {
            let options = support::options(environment);
            group.bench_function(BenchmarkId::new(label, size), |bencher| {
                bencher.iter(|| compile(black_box(&source), &options));
            });
        }
    }
    group.finish();
}

fn modules(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("modules");
    let options = support::options(Environment::Server);
    let sources = support::modules();
    group.throughput(Throughput::Bytes(sources.iter().map(|source| source.len() as u64).sum()));
    group.bench_function("server", |bencher| {
        bencher.iter(|| sources.iter().for_each(|source| _ = compile(black_box(source), &options)));
    });
    group.finish();
}

fn without_directive(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("without-directive");
    let options = support::options(Environment::Server);
    for size in [10, 1000] {
        let source = support::plain(size);
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| compile(black_box(&source), &options));
        });
    }
    group.finish();
}

criterion_group!(benches, modules, file_level, inline, without_directive);
criterion_main!(benches);
