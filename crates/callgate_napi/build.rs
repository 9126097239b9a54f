//! Sets the linker flags that a Node addon needs.

fn main() {
    // napi-derive appends to a file in this directory, but does not create it.
    if let Some(directory) = std::env::var_os("NAPI_TYPE_DEF_TMP_FOLDER") {
        std::fs::create_dir_all(directory).expect("the target directory can be written");
    }
    napi_build::setup();
}
