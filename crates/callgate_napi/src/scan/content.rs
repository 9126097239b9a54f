//! Reads files with few system calls and no allocation per file.

use std::{cell::RefCell, fs::File, io::Read, path::Path};

/// Larger than most source files, so that one `read` gets all and a second one sees the end.
const INITIAL_CAPACITY: usize = 128 * 1024;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Calls `use_content` with the bytes of the file at `path`, or with the reason why there are none.
pub(super) fn with_content(path: &Path, use_content: impl FnOnce(Result<&[u8], String>)) {
    BUFFER.with_borrow_mut(|buffer| {
        let result = read(path, buffer).map_err(|error| error.to_string());
        use_content(result.map(|length| &buffer[..length]));
    });
}

/// Fills `buffer` from its start; what lies behind the returned length is left from other files.
fn read(path: &Path, buffer: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut file = File::open(path)?;
    let mut length = 0;
    loop {
        if length == buffer.len() {
            buffer.resize((buffer.len() * 2).max(INITIAL_CAPACITY), 0);
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => return Ok(length),
            Ok(count) => length += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
