//! Exports of a `'use server'` file as text.

use swc_core::{common::Span, ecma::ast::Id};

use super::{
    Emitter,
    statements::{export_list, push_all, push_import_list, push_list},
    text::{EditedText, Pieces},
};
use crate::{
    parse::offset,
    plan::{ExportEdit, ExportedName, ImportedName},
    scan::{ReExport, ReExportKind},
    tokens::{after, after_function_keyword},
};

impl Emitter<'_> {
    pub(super) fn export_edit(&self, edit: &ExportEdit, text: &mut EditedText) {
        match edit {
            ExportEdit::NameDefault { function, local: (local, _) } => {
                let at = after_function_keyword(self.source, offset(function.lo) as usize);
                text.insert(at as u32, |pieces| {
                    pieces.write(|text| push_all(text, &[" ", local]));
                });
            }
            ExportEdit::DefaultVariable { statement, expression, local, names_function } => {
                let (start, end) = self.range(*statement);
                let behind_export = after(self.source, start as usize, "export");
                let behind_default = behind_export.and_then(|at| after(self.source, at, "default"));
                let keywords_end = behind_default.map_or(offset(expression.lo), |at| at as u32);
                // As a property the function gets the name `default`, as JavaScript gives it.
                let (open, close) =
                    if *names_function { (" { default:", " }.default") } else { ("", "") };
                text.replace((start, keywords_end), |pieces| {
                    pieces.write(|text| push_all(text, &["const ", &local.0, " =", open]));
                });
                text.insert(self.range(*expression).1, |pieces| pieces.text(close));
                let is_open = !self.source[..end as usize].ends_with(';');
                text.insert(end, |pieces| {
                    pieces.text(if is_open { "; " } else { " " });
                    export_default(local, pieces);
                });
            }
            ExportEdit::DefaultForward { statement, local } => {
                text.replace(self.range(*statement), |pieces| export_default(local, pieces));
            }
            ExportEdit::ForwardSpecifier { specifier, exported, local } => {
                text.replace(self.range(*specifier), |pieces| {
                    pieces.write(|text| push_all(text, &[&local.0, " as "]));
                    pieces.source(self.range(*exported));
                });
            }
            ExportEdit::Import { statement, imports, exports } => {
                let re_export = &self.facts.re_exports[*statement];
                text.replace(self.range(re_export.statement), |pieces| {
                    self.import(re_export, imports, exports, pieces);
                });
            }
        }
    }

    /// `import { a as b } from "./m" with { … }; export { c as a };`
    fn import(
        &self,
        re_export: &ReExport,
        imports: &[ImportedName],
        exports: &[ExportedName],
        pieces: &mut Pieces,
    ) {
        let source = (offset(re_export.source_span.lo), offset(re_export.end));
        pieces.write(|text| {
            text.push_str("import ");
            if !imports.is_empty() {
                push_import_list(text, imports);
                text.push_str(" from ");
            }
        });
        pieces.source(source);
        pieces.text(";");
        if !exports.is_empty() {
            pieces.text(" ");
            export_list(exports, pieces);
        }
        let types: &[Span] = match &re_export.kind {
            ReExportKind::Named { types, .. } => types,
            ReExportKind::Star => &[],
        };
        if !types.is_empty() {
            pieces.write(|text| {
                text.push_str(" export { ");
                push_list(text, types, |text, &span| text.push_str(self.slice(span)));
                text.push_str(" } from ");
            });
            pieces.source(source);
            pieces.text(";");
        }
    }
}

fn export_default(local: &Id, pieces: &mut Pieces) {
    let exported = "default".into();
    export_list(&[ExportedName { local: local.clone(), exported, origin: None }], pieces);
}
