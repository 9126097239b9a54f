//! The compiler as a Node addon: thin glue between JavaScript values and [`callgate`]. The npm
//! package `callgate` wraps it; nothing else is meant to call it.
#![cfg_attr(test, expect(dead_code, reason = "the exports are left out of unit tests"))]

mod arguments;
// Unit tests run outside Node, where the symbols that the exports need do not exist.
#[cfg(not(test))]
mod exports;
mod finding;
mod guard;
mod outcome;
mod scan;
mod source;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
