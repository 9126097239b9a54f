//! Property keys and the names that functions get from them.

use swc_core::{
    atoms::Atom,
    common::{Span, Spanned},
    ecma::ast::{Expr, Lit, PropName},
};

use super::{
    facts::{FunctionName, Key},
    value::unwrap,
};

impl Key {
    /// A key that is certainly `name`.
    pub(super) fn fixed(span: Span, name: Atom) -> Self {
        Self { span, name: Some(name), literal: None, is_computed: false }
    }

    /// The name that a function with this key has.
    pub(super) fn function_name(&self) -> FunctionName {
        match (&self.name, &self.literal) {
            (Some(name), _) => FunctionName::Static(name.clone()),
            (None, Some(string)) => FunctionName::Literal(string.clone()),
            (None, None) if self.is_computed => FunctionName::Computed(self.span),
            (None, None) => FunctionName::Static(Atom::default()),
        }
    }
}

/// A key with the property name it stands for. `["a"]` is as good as `a` in an object, and
/// stays a computed key in a class: rule 4.1 refuses those by form.
pub(super) fn key_of(key: &PropName) -> Key {
    let name = match key {
        PropName::Ident(ident) => Some(ident.sym.clone()),
        PropName::Str(string) => string.value.as_atom().cloned(),
        PropName::Num(number) => Some(number_key(number.value)),
        PropName::BigInt(number) => Some(number.value.to_string().into()),
        PropName::Computed(_) => None,
        #[cfg(swc_ast_unknown)]
        _ => None,
    };
    let literal = match key {
        PropName::Str(string) if name.is_none() => Some(Box::new(string.clone())),
        _ => None,
    };
    Key { span: key.span(), name, literal, is_computed: key.is_computed() }
}

/// The property name of a computed key that is a literal.
pub(super) fn literal_key(key: &Expr) -> Option<Atom> {
    match unwrap(key) {
        Expr::Lit(Lit::Str(string)) => string.value.as_atom().cloned(),
        Expr::Lit(Lit::Num(number)) => Some(number_key(number.value)),
        Expr::Tpl(template) if template.exprs.is_empty() => {
            template.quasis.first()?.cooked.as_ref()?.as_atom().cloned()
        }
        _ => None,
    }
}

/// The property name of a number, as `String(number)` gives it.
fn number_key(value: f64) -> Atom {
    swc_core::ecma::utils::number::ToJsString::to_js_string(&value).into()
}
