//! Exports of a `'use server'` file as text.

use swc_core::ecma::ast::Id;

use super::{
    Emitter,
    statements::{export_list, import_list},
    text::{EditedText, Piece},
    tokens::{after, after_function_keyword},
};
use crate::{
    parse::offset,
    plan::{ExportEdit, ExportedName, ImportedName},
    scan::{ReExport, ReExportKind},
};

impl Emitter<'_> {
    pub(super) fn export_edit(&self, edit: &ExportEdit, text: &mut EditedText) {
        match edit {
            ExportEdit::NameDefault { function, local: (local, _) } => {
                let at = after_function_keyword(self.source, offset(function.lo) as usize);
                text.insert(at as u32, vec![Piece::text(format!(" {local}"))]);
            }
            ExportEdit::DefaultVariable { statement, expression, local, names_function } => {
                let (start, end) = self.range(*statement);
                let behind_export = after(self.source, start as usize, "export");
                let behind_default = behind_export.and_then(|at| after(self.source, at, "default"));
                let keywords_end = behind_default.map_or(offset(expression.lo), |at| at as u32);
                // As a property the function gets the name `default`, as JavaScript gives it.
                let (open, close) =
                    if *names_function { (" { default:", " }.default") } else { ("", "") };
                let declaration = format!("const {} ={open}", local.0);
                text.replace((start, keywords_end), vec![Piece::text(declaration)]);
                text.insert(self.range(*expression).1, vec![Piece::text(close)]);
                let is_open = !self.source[..end as usize].ends_with(';');
                let separator = Piece::text(if is_open { "; " } else { " " });
                text.insert(end, [vec![separator], self.export_default(local)].concat());
            }
            ExportEdit::DefaultForward { statement, local } => {
                let export = self.export_default(local);
                text.replace(self.range(*statement), export);
            }
            ExportEdit::ForwardSpecifier { specifier, exported, local } => {
                let pieces =
                    vec![Piece::text(format!("{} as ", local.0)), self.source_piece(*exported)];
                text.replace(self.range(*specifier), pieces);
            }
            ExportEdit::Import { statement, imports, exports } => {
                let re_export = &self.facts.re_exports[*statement];
                let pieces = self.import(re_export, imports, exports);
                text.replace(self.range(re_export.statement), pieces);
            }
        }
    }

    fn export_default(&self, local: &Id) -> Vec<Piece> {
        let exported = "default".into();
        export_list(&[ExportedName { local: local.clone(), exported, origin: None }])
    }

    /// `import { a as b } from "./m" with { … }; export { c as a };`
    fn import(
        &self,
        re_export: &ReExport,
        imports: &[ImportedName],
        exports: &[ExportedName],
    ) -> Vec<Piece> {
        let source =
            Piece::Source { start: offset(re_export.source_span.lo), end: offset(re_export.end) };
        let import = if imports.is_empty() {
            "import ".to_owned()
        } else {
            format!("import {} from ", import_list(imports))
        };
        let mut pieces = vec![Piece::text(import), source.clone(), Piece::text(";")];
        if !exports.is_empty() {
            pieces.push(Piece::text(" "));
            pieces.extend(export_list(exports));
        }
        let types = match &re_export.kind {
            ReExportKind::Named { types, .. } => types.as_slice(),
            ReExportKind::Star => &[],
        };
        if !types.is_empty() {
            let types: Vec<&str> = types.iter().map(|&span| self.slice(span)).collect();
            let list = format!(" export {{ {} }} from ", types.join(", "));
            pieces.extend([Piece::text(list), source, Piece::text(";")]);
        }
        pieces
    }
}
