//! Which files of a project are read.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fmt::Display,
    path::{Component, Path, PathBuf},
};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{
    DirEntry, WalkBuilder, WalkState,
    gitignore::{Gitignore, GitignoreBuilder},
};

use super::content::with_content;

/// Receives the path of a file, relative to the root and with `/` separators, and its content.
pub(super) type Visit<'a> = dyn Fn(&str, Result<&[u8], String>) + Sync + 'a;

/// The files that a scan reads.
pub(super) struct Selection {
    root: PathBuf,
    /// Directories that are taken whole.
    directories: Vec<PathBuf>,
    /// Relative to the root.
    globs: GlobSet,
    /// Where the walk starts: the directories, and those that the globs begin with.
    starts: BTreeSet<PathBuf>,
    /// Files named by their paths.
    files: BTreeSet<PathBuf>,
    exclude: Gitignore,
}

impl Selection {
    /// `Err` names the entry that makes no sense.
    pub(super) fn new(root: &str, include: &[String], exclude: &[String]) -> Result<Self, String> {
        let root = PathBuf::from(root);
        if !root.is_dir() {
            return Err(format!("the root is not a directory: {}", root.display()));
        }
        let mut directories = Vec::new();
        let mut files = BTreeSet::new();
        let mut starts = BTreeSet::new();
        let mut globs = GlobSetBuilder::new();
        let mut glob_starts = Vec::new();
        for entry in include {
            let path = join(&root, entry).ok_or_else(|| {
                format!("option `include`: `{entry}` lies outside the root {}", root.display())
            })?;
            if path.is_dir() {
                starts.insert(path.clone());
                directories.push(path);
            } else if is_glob(entry) && !path.exists() {
                let pattern = path.strip_prefix(&root).unwrap_or(&path);
                globs.add(glob(pattern, entry)?);
                glob_starts.push(glob_start(&root, pattern));
            } else {
                files.insert(path);
            }
        }
        let globs = globs.build().map_err(|error| format!("option `include`: {error}"))?;
        let exclude = excluded(&root, exclude)?;
        // A pattern selects nothing of what is ignored, unlike a path.
        starts.extend(glob_starts.into_iter().filter(|start| reaches(&root, start, &exclude)));
        let starts = outermost(&starts, &exclude);
        Ok(Self { root, directories, globs, starts, files, exclude })
    }

    /// Reads the files on as many threads as there are cores, in no order.
    pub(super) fn for_each_file(&self, visit: &Visit<'_>) {
        for file in &self.files {
            if !self.exclude.matched_path_or_any_parents(file, false).is_ignore() {
                self.visit_file(file, visit);
            }
        }
        let mut starts = self.starts.iter();
        let Some(first) = starts.next() else { return };
        let exclude = self.exclude.clone();
        let mut walk = walk(first, move |entry| !is_left_out(entry, &exclude));
        for start in starts {
            walk.add(start);
        }
        walk.build_parallel().run(|| {
            Box::new(|entry| {
                match entry {
                    Ok(entry) if self.is_selected(&entry) => self.visit_file(entry.path(), visit),
                    Ok(_) => {}
                    Err(error) => self.report(&error, visit),
                }
                WalkState::Continue
            })
        });
    }

    fn is_selected(&self, entry: &DirEntry) -> bool {
        let path = entry.path();
        entry.file_type().is_some_and(|kind| kind.is_file())
            && is_module(entry.file_name())
            && !self.files.contains(path)
            && (self.directories.iter().any(|start| path.starts_with(start))
                || self.globs.is_match(path.strip_prefix(&self.root).unwrap_or(path)))
    }

    fn visit_file(&self, path: &Path, visit: &Visit<'_>) {
        let relative = self.relative(path);
        if path.to_str().is_none() {
            // Ids are made of paths; and two such files could have one path in the manifest.
            return visit(&relative, Err("its path is not Unicode".to_owned()));
        }
        with_content(path, |content| visit(&relative, content));
    }

    fn report(&self, error: &ignore::Error, visit: &Visit<'_>) {
        let mut path = &self.root;
        let mut reason = error;
        loop {
            reason = match reason {
                ignore::Error::WithPath { path: inner, err } => {
                    path = inner;
                    err
                }
                ignore::Error::WithDepth { err, .. }
                | ignore::Error::WithLineNumber { err, .. } => err,
                _ => break,
            };
        }
        visit(&self.relative(path), Err(reason.to_string()));
    }

    fn relative(&self, path: &Path) -> String {
        with_slashes(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

/// A walk that honours `.gitignore` files. Nothing outside the project may change what it finds:
/// no `.gitignore` of the user, no `.git/info/exclude`; and a tree without `.git` gives what a
/// clone gives.
fn walk(
    start: &Path,
    is_entered: impl Fn(&DirEntry) -> bool + Send + Sync + 'static,
) -> WalkBuilder {
    let mut walk = WalkBuilder::new(start);
    walk.require_git(false).git_global(false).git_exclude(false).ignore(false);
    walk.filter_entry(is_entered);
    walk
}

/// Whether a walk from `start` enters `directory`.
fn reaches(start: &Path, directory: &Path, exclude: &Gitignore) -> bool {
    let (target, exclude) = (directory.to_owned(), exclude.clone());
    walk(start, move |entry| target.starts_with(entry.path()) && !is_left_out(entry, &exclude))
        .build()
        .flatten()
        .any(|entry| entry.path() == directory && entry.path().is_dir())
}

/// What the walk passes over. What it starts at has been asked for by name.
fn is_left_out(entry: &DirEntry, exclude: &Gitignore) -> bool {
    let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
    let name = entry.file_name();
    // The walk by itself enters a hidden directory when a `.gitignore` has a `!*` for it.
    let is_hidden = name.as_encoded_bytes().starts_with(b".");
    (entry.depth() > 0 && (is_hidden || is_directory && name == "node_modules"))
        || exclude.matched(entry.path(), is_directory).is_ignore()
}

/// Whether a file has an extension of JavaScript or TypeScript and is no declaration file.
fn is_module(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    match extension {
        "js" | "jsx" | "mjs" | "cjs" | "tsx" => true,
        "ts" | "mts" | "cts" => !stem.ends_with(".d"),
        _ => false,
    }
}

/// The absolute path of `entry`, without `.` and `..`; `None` if it is not below `root`.
fn join(root: &Path, entry: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for component in root.join(entry).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            _ => path.push(component),
        }
    }
    path.starts_with(root).then_some(path)
}

fn is_glob(path: impl AsRef<OsStr>) -> bool {
    path.as_ref().to_string_lossy().contains(['*', '?', '[', '{'])
}

fn glob(pattern: &Path, entry: &str) -> Result<Glob, String> {
    GlobBuilder::new(&pattern.to_string_lossy())
        .literal_separator(true)
        .build()
        .map_err(|error| not_a_pattern("include", entry, error.kind()))
}

#[cold]
fn not_a_pattern(option: &str, entry: &str, reason: &impl Display) -> String {
    format!("option `{option}`: `{entry}` is not a pattern: {reason}")
}

/// The directory that everything a pattern matches lies in.
fn glob_start(root: &Path, pattern: &Path) -> PathBuf {
    let literal = pattern.components().take_while(|component| !is_glob(component));
    root.components().chain(literal).collect()
}

fn excluded(root: &Path, exclude: &[String]) -> Result<Gitignore, String> {
    let mut builder = GitignoreBuilder::new(root);
    for entry in exclude {
        let mut pattern = anchored(root, entry);
        if is_glob(entry) && root.join(entry).exists() {
            pattern = globset::escape(&pattern);
        }
        builder.add_line(None, &pattern).map_err(|error| match error {
            ignore::Error::Glob { err: reason, .. } => not_a_pattern("exclude", entry, &reason),
            error => not_a_pattern("exclude", entry, &error),
        })?;
    }
    builder.build().map_err(|error| format!("option `exclude`: {error}"))
}

/// `./lib` and the absolute path of `lib` as a `.gitignore` in the root has to say it, lest they
/// mean nothing or a `lib` in any directory: `/lib`.
fn anchored(root: &Path, pattern: &str) -> String {
    if let Some(relative) = pattern.strip_prefix("./") {
        return format!("/{relative}");
    }
    let below_root = Path::new(pattern).strip_prefix(root);
    below_root.map_or_else(|_| pattern.to_owned(), |path| format!("/{}", with_slashes(path)))
}

/// Drops directories that the walk of another one enters, so that no file is visited twice. The
/// set is ordered: a directory stands before what it contains.
fn outermost(starts: &BTreeSet<PathBuf>, exclude: &Gitignore) -> BTreeSet<PathBuf> {
    let mut kept: Vec<&PathBuf> = Vec::new();
    for start in starts {
        let is_inside = |outer: &&PathBuf| start.starts_with(outer);
        if !kept.iter().any(|outer| is_inside(outer) && reaches(outer, start, exclude)) {
            kept.push(start);
        }
    }
    kept.into_iter().cloned().collect()
}
