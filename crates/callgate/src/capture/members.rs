//! Member paths: what of a binding a read needs (rule 4.7).

use swc_core::{
    atoms::Atom,
    ecma::{ast::*, visit::VisitWith},
};

use super::{Forbidden, UseKind, walk::Walk};
use crate::scan::unwrap;

impl Walk {
    /// The global of `exports.x`, `module.exports`, `module.exports.x`.
    pub(super) fn common_js_global<'a>(&self, member: &'a MemberExpr) -> Option<&'a Ident> {
        let global = |expr: &'a Expr, name: &str| {
            unwrap(expr).as_ident().filter(|ident| &*ident.sym == name && self.is_global(ident))
        };
        let exports = |member: &'a MemberExpr| {
            global(&member.obj, "module").filter(|_| is_member(&member.prop, "exports"))
        };
        global(&member.obj, "exports")
            .or_else(|| exports(member))
            .or_else(|| unwrap(&member.obj).as_member().and_then(exports))
    }

    /// Visits an expression whose root binding is needed whole: a call's receiver, the target of
    /// a write (rule 4.7).
    pub(super) fn whole(&mut self, expr: &Expr) {
        match unwrap(expr) {
            Expr::Ident(ident) => self.reference(ident, UseKind::Whole),
            Expr::Member(member) => {
                self.whole(&member.obj);
                member.prop.visit_with(self);
            }
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => {
                    self.whole(&member.obj);
                    member.prop.visit_with(self);
                }
                OptChainBase::Call(call) => call.visit_with(self),
                #[cfg(swc_ast_unknown)]
                _ => {}
            },
            expr => expr.visit_with(self),
        }
    }

    /// `root.a?.b` as its root and path, if it is a static member path. The path is left out
    /// where nobody asks for it.
    fn member_path<'a>(&self, expr: &'a Expr) -> Option<(&'a Ident, Vec<Atom>)> {
        let (object, prop) = match unwrap(expr) {
            Expr::Ident(ident) => return Some((ident, Vec::new())),
            Expr::Member(member) => (&member.obj, &member.prop),
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => (&member.obj, &member.prop),
                _ => return None,
            },
            _ => return None,
        };
        let MemberProp::Ident(prop) = prop else { return None };
        let (root, mut path) = self.member_path(object)?;
        if self.capturing > 0 {
            path.push(prop.sym.clone());
        }
        Some((root, path))
    }

    pub(super) fn member(&mut self, expr: &Expr, object: &Expr, prop: &MemberProp) {
        match self.member_path(expr) {
            Some((root, path)) => self.reference(root, UseKind::Path(path)),
            // `f().a.b`: down to what is not a static member, at once, so that long chains cost
            // no more than short ones.
            None => match prop {
                MemberProp::Ident(_) => beneath_members(object).visit_with(self),
                // `o[key]` reads any member of `o`.
                _ => {
                    self.whole(object);
                    prop.visit_with(self);
                }
            },
        }
    }

    pub(super) fn jsx_object(&mut self, object: &JSXObject, path: &mut Vec<Atom>) {
        match object {
            JSXObject::Ident(ident) => {
                if &*ident.sym == "this" {
                    self.receiver(ident.span, &Forbidden::This, &Forbidden::CapturedThis);
                } else {
                    path.reverse();
                    self.reference(ident, UseKind::Path(std::mem::take(path)));
                }
            }
            JSXObject::JSXMemberExpr(member) => {
                path.push(member.prop.sym.clone());
                self.jsx_object(&member.obj, path);
            }
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }
}

/// `.name` or `["name"]`
fn is_member(prop: &MemberProp, name: &str) -> bool {
    match prop {
        MemberProp::Ident(ident) => &*ident.sym == name,
        MemberProp::Computed(computed) => match unwrap(&computed.expr) {
            Expr::Lit(Lit::Str(string)) => string.value.as_str() == Some(name),
            _ => false,
        },
        _ => false,
    }
}

/// `object` of `object.a.b`.
fn beneath_members(mut expr: &Expr) -> &Expr {
    loop {
        let member = match unwrap(expr) {
            Expr::Member(member) => member,
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => member,
                _ => return expr,
            },
            _ => return expr,
        };
        if !matches!(member.prop, MemberProp::Ident(_)) {
            return expr;
        }
        expr = &member.obj;
    }
}
