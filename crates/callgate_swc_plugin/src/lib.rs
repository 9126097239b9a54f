//! The compiler as an SWC plugin: a program and options in; the program, diagnostics and the
//! manifest out. Everything else is in [`callgate`], [`callgate_swc_host`] and
//! [`callgate_swc_protocol`].

use std::rc::Rc;

use callgate::{Context, transform};
use callgate_swc_host::{
    Action, ManifestChannel, Metadata, Settings, manifest_comment, may_concern_compiler,
    read_options, to_current, to_host,
};
use callgate_swc_protocol::{
    COMPATIBILITY, HostEmitter, NO_FILENAME, NO_POSITIONS, emit_manifest, export_plugin, report,
};
use swc_core::{
    common::{
        DUMMY_SP, Mark, SourceFile, SourceMapper, Spanned,
        comments::{Comment, CommentKind, Comments},
        errors::Handler,
        plugin::serialized::{PluginSerializedBytes, VersionedSerializable},
    },
    ecma::ast::Program,
    plugin::{
        metadata::TransformPluginMetadataContextKind as Kind,
        proxies::{PluginCommentsProxy, PluginSourceMapProxy, TransformPluginProgramMetadata},
    },
};

export_plugin!(process);

/// Compiles an encoded program. `None`: it stays as it is.
fn process(bytes: &[u8], unresolved_mark: u32, has_comments: bool) -> Option<Vec<u8>> {
    let metadata = TransformPluginProgramMetadata {
        comments: has_comments.then_some(PluginCommentsProxy),
        source_map: PluginSourceMapProxy { source_file: Default::default() },
        unresolved_mark: Mark::from_u32(unresolved_mark),
    };
    let handler = Handler::with_emitter(true, false, Box::new(HostEmitter));
    let fail = |message: &str| handler.struct_err(message).emit();
    let settings = read_settings(&metadata).map_err(|errors| errors.iter().for_each(|e| fail(e)));
    let Settings { options, action, manifest } = settings.ok()?;
    if action == Action::Skip || !may_concern_compiler(bytes) {
        return None;
    }
    if options.filename.is_empty() && action == Action::Transform {
        fail(NO_FILENAME);
        return None;
    }
    let (current, encoding) = to_current(bytes);
    let decoded = PluginSerializedBytes::from_bytes(current.into_owned()).deserialize();
    let Ok(mut program) = decoded.map(VersionedSerializable::into_inner) else {
        fail(COMPATIBILITY);
        return None;
    };
    let Some(file) = source_file(&program, &metadata) else {
        fail(NO_POSITIONS);
        return None;
    };
    let context = Context {
        source: &file.src,
        start: file.start_pos,
        unresolved_mark: metadata.unresolved_mark,
        comments: metadata.comments.as_ref().map(|comments| comments as &dyn Comments),
    };
    let transformed = transform(&mut program, &context, &options);
    transformed.diagnostics.iter().for_each(|found| report(found, &file, &handler));
    if action == Action::Check {
        return None;
    }
    if let Some(module) = &transformed.module {
        match (manifest, &metadata.comments) {
            (ManifestChannel::Comment, Some(comments)) => {
                let text = manifest_comment(module).into();
                let comment = Comment { kind: CommentKind::Block, span: DUMMY_SP, text };
                comments.add_leading(program.span_lo(), comment);
            }
            (ManifestChannel::Output, _) => {
                emit_manifest(serde_json::to_string(module).unwrap_or_default());
            }
            _ => {}
        }
    }
    let program = transformed.changed.then(|| VersionedSerializable::new(program))?;
    let encoded = PluginSerializedBytes::try_serialize(&program).ok()?;
    // The instance ends with this call: nothing is won by taking the tree apart.
    std::mem::forget(program);
    Some(to_host(encoded.as_slice().to_vec(), encoding))
}

fn read_settings(metadata: &TransformPluginProgramMetadata) -> Result<Settings, Vec<String>> {
    let json = metadata.get_transform_plugin_config();
    let known = Metadata {
        filename: metadata.get_context(&Kind::Filename),
        mode: metadata.get_context(&Kind::Env),
        cwd: metadata.get_context(&Kind::Cwd),
    };
    read_options(json.as_deref().unwrap_or("null"), known)
}

/// The text that the program was parsed from.
fn source_file(
    program: &Program,
    metadata: &TransformPluginProgramMetadata,
) -> Option<Rc<SourceFile>> {
    let start = program.span_lo();
    (!start.is_dummy()).then(|| metadata.source_map.lookup_char_pos(start).file)
}
