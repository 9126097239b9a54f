//! Directive prologues, and strings that were meant to be directives (rules 1.1, 1.4, 1.5).

use swc_core::{
    common::{Span, Spanned},
    ecma::ast::{Expr, ExprStmt, Lit, Stmt, Str},
};

use super::facts::{DirectiveStatement, Prologue};
use crate::{
    diagnostics::{Finding, directive},
    directive::Directive,
    prefilter::is_near,
};

/// Reads the prologue of a list of statements and judges the strings behind it.
///
/// `others` makes the finding for a directive that stands after the prologue.
pub(crate) fn read_prologue<'a>(
    statements: impl IntoIterator<Item = Option<&'a Stmt>>,
    findings: &mut Vec<Finding>,
    others: impl Fn(Directive, Span) -> Finding,
) -> Prologue {
    let mut reader = PrologueReader::default();
    for statement in statements {
        reader.read(statement, findings, &others);
    }
    reader.finish(findings)
}

/// Reads a prologue statement by statement.
#[derive(Default)]
pub(super) struct PrologueReader {
    prologue: Prologue,
    has_ended: bool,
}

impl PrologueReader {
    /// The directive that counts: the first one.
    pub(super) fn first(&self) -> Option<Directive> {
        self.prologue.directives.first().map(|first| first.directive)
    }

    /// Takes the next statement of the list; `None` is an import or an export.
    pub(super) fn read(
        &mut self,
        statement: Option<&Stmt>,
        findings: &mut Vec<Finding>,
        others: impl Fn(Directive, Span) -> Finding,
    ) {
        let Some(string) = statement.and_then(string_statement) else {
            self.has_ended = true;
            return;
        };
        let prologue = &mut self.prologue;
        let span = statement.map_or(string.span, Spanned::span);
        match (string.directive(), string.form) {
            (Some(directive), Form::Plain) if !self.has_ended => {
                let is_first = prologue.end.is_none();
                prologue.directives.push(DirectiveStatement { directive, span, is_first });
                prologue.end = Some(span.hi);
            }
            (Some(directive), Form::Plain) => findings.push(others(directive, string.span)),
            (Some(directive), form) if !self.has_ended => {
                findings.push(disguised(form, directive, string.span));
                self.has_ended = form != Form::Escaped;
            }
            (Some(directive), _) => findings.push(others(directive, string.span)),
            (None, Form::Plain | Form::Escaped) if !self.has_ended => {
                findings.extend(misspelled(&string));
                prologue.end = Some(span.hi);
            }
            (None, _) => self.has_ended = true,
        }
    }

    /// The prologue; more than one directive in it is a finding.
    pub(super) fn finish(self, findings: &mut Vec<Finding>) -> Prologue {
        findings.extend(both_directives(&self.prologue));
        self.prologue
    }
}

/// Both directives in one prologue: the second is one too many (rule 1.5).
fn both_directives(prologue: &Prologue) -> Option<Finding> {
    let first = prologue.directives.first()?;
    let other = prologue.directives.iter().find(|found| found.directive != first.directive)?;
    Some(directive::both(other.span, first.span, other.directive))
}

/// A directive that a nested list of statements holds is always misplaced.
pub(crate) fn stray_directives<'a>(
    statements: impl IntoIterator<Item = &'a Stmt>,
    findings: &mut Vec<Finding>,
    finding: impl Fn(Directive, Span) -> Finding,
) {
    let strings = statements.into_iter().filter_map(string_statement);
    findings.extend(strings.filter_map(|string| Some(finding(string.directive()?, string.span))));
}

/// The same for a statement that is the whole body of another: `if (x) 'use server'`.
pub(super) fn stray_directive(statement: &ExprStmt) -> Option<Finding> {
    let string = string_expression(statement)?;
    Some(directive::nested_block(string.directive()?, string.span))
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Plain,
    Escaped,
    Parenthesised,
    Template,
}

/// A statement that is nothing but a string.
pub(super) struct StringStatement<'a> {
    span: Span,
    form: Form,
    cooked: &'a str,
}

impl StringStatement<'_> {
    fn directive(&self) -> Option<Directive> {
        [Directive::UseServer, Directive::UseClient]
            .into_iter()
            .find(|directive| directive.text() == self.cooked)
    }
}

pub(super) fn string_statement(statement: &Stmt) -> Option<StringStatement<'_>> {
    statement.as_expr().and_then(string_expression)
}

fn string_expression(statement: &ExprStmt) -> Option<StringStatement<'_>> {
    let (expr, form) = match &*statement.expr {
        Expr::Paren(_) => (without_parentheses(&statement.expr), Some(Form::Parenthesised)),
        expr => (expr, None),
    };
    let (cooked, own_form) = match expr {
        // Half of a surrogate pair is no text, but the string is one of the prologue.
        Expr::Lit(Lit::Str(string)) => (string.value.as_str().unwrap_or_default(), form_of(string)),
        Expr::Tpl(template) if template.exprs.is_empty() => {
            let cooked = template.quasis.first()?.cooked.as_ref()?;
            (cooked.as_str()?, Form::Template)
        }
        _ => return None,
    };
    Some(StringStatement { span: statement.expr.span(), form: form.unwrap_or(own_form), cooked })
}

fn without_parentheses(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => without_parentheses(&paren.expr),
        _ => expr,
    }
}

/// The raw text decides (rule 1.1): the cooked value of `'use\x20server'` is a directive's.
fn form_of(string: &Str) -> Form {
    let is_plain = string.raw.as_ref().is_none_or(|raw| {
        let inner = raw.get(1..raw.len().saturating_sub(1));
        inner.is_some_and(|inner| string.value.as_str() == Some(inner))
    });
    if is_plain { Form::Plain } else { Form::Escaped }
}

fn disguised(form: Form, directive: Directive, span: Span) -> Finding {
    match form {
        Form::Plain | Form::Escaped => directive::escaped(directive, span),
        Form::Parenthesised => directive::parenthesised(directive, span),
        Form::Template => directive::template_literal(directive, span),
    }
}

fn misspelled(string: &StringStatement) -> Option<Finding> {
    if string.form == Form::Escaped {
        return None;
    }
    if string.cooked == "use action" {
        return Some(directive::use_action(string.span));
    }
    let near =
        |directive: Directive| is_near(string.cooked.as_bytes(), directive.text().as_bytes());
    [Directive::UseServer, Directive::UseClient]
        .into_iter()
        .find(|&directive| near(directive))
        .map(|directive| directive::misspelled(string.cooked, directive, string.span))
}
