//! From the encoding of `@swc/core` 1.15.

use std::ops::Range;

use super::{
    cbor::{FALSE, NONE, Reader, SOME, major},
    convert::{Converter, list, node},
    nodes::{Changed, NODES},
};

impl Converter<'_> {
    pub(super) fn convert_to_current(&mut self) -> Option<()> {
        self.convert(|converter, changed| match changed {
            Changed::ArrowExpr => converter.arrow(),
            Changed::Constructor => converter.constructor(),
            Changed::Function => converter.function(),
            Changed::GetterProp => converter.getter(),
            Changed::JsxText => {
                converter.array(3)?;
                converter.input.skip()?;
                converter.retype(major::TEXT, major::BYTES)?;
                converter.input.skip()
            }
            Changed::SetterProp => converter.setter(),
            Changed::SwitchStmt => {
                converter.resize(3, 4)?;
                converter.input.skip()?;
                converter.put(&[0]);
                converter.value(node("Expr"))?;
                converter.value(list("SwitchCase"))
            }
        })
    }

    fn arrow(&mut self) -> Option<()> {
        self.array(8)?;
        self.input.skip()?;
        self.input.skip()?;
        self.value(list("Pat"))?;
        match self.input.tag()? {
            1 => self.block()?,
            2 => self.value(node("Expr"))?,
            _ => return None,
        }
        self.input.skip()?;
        self.input.skip()?;
        self.value(list("TsTypeParamDecl"))?;
        self.value(list("TsTypeAnn"))
    }

    fn constructor(&mut self) -> Option<()> {
        self.array(7)?;
        self.input.skip()?;
        self.input.skip()?;
        self.value(node("PropName"))?;
        self.value(list("ParamOrTsParamProp"))?;
        self.body()?;
        self.input.skip()?;
        self.input.skip()
    }

    // Former: `[params, decorators, span, ctxt, body, generator, async, type params, return type]`.
    fn function(&mut self) -> Option<()> {
        self.resize(9, 10)?;
        self.parameters()?;
        self.value(list("Decorator"))?;
        self.input.skip()?;
        self.input.skip()?;
        self.body()?;
        self.input.skip()?;
        self.input.skip()?;
        self.value(list("TsTypeParamDecl"))?;
        self.value(list("TsTypeAnn"))
    }

    /// TypeScript's `this` was the first parameter.
    fn parameters(&mut self) -> Option<()> {
        let mut ahead = self.input.clone();
        let length = ahead.array()?;
        let Some(this) = (length > 0).then(|| this_parameter(&mut ahead)).flatten() else {
            self.put(&[NONE]);
            return self.value(list("Param"));
        };
        self.put(&[SOME]);
        self.put_array(3);
        self.repeat(this.parameter);
        self.repeat(this.name);
        self.skip_to(this.type_annotation);
        self.value(list("TsTypeAnn"))?;
        self.put_array(length - 1);
        self.nodes(NODES.number("Param"), length - 1)
    }

    // Former: `[span, key, type annotation, body]`.
    fn getter(&mut self) -> Option<()> {
        self.resize(4, 3)?;
        let span = self.place()?;
        self.value(node("PropName"))?;
        let type_annotation = self.detached(|getter| getter.value(list("TsTypeAnn")))?;
        self.put_array(10);
        self.put(&[NONE]);
        self.put_array(0);
        self.accessor(span)?;
        self.put(&type_annotation);
        Some(())
    }

    // Former: `[span, key, this, param, body]`.
    fn setter(&mut self) -> Option<()> {
        self.resize(5, 3)?;
        let span = self.place()?;
        self.value(node("PropName"))?;
        self.put_array(10);
        if self.input.array()? == 1 {
            let this = binding(&mut self.input.clone())?;
            self.put_array(3);
            self.repeat(this.name.clone());
            self.repeat(this.name);
            self.skip_to(this.type_annotation);
            self.value(list("TsTypeAnn"))?;
        }
        self.put_array(1);
        self.put_array(3);
        self.repeat(span.clone());
        self.put_array(0);
        self.value(node("Pat"))?;
        self.accessor(span)?;
        self.put(&[NONE]);
        Some(())
    }

    /// Writes an accessor's function, from its decorators to its type parameters.
    fn accessor(&mut self, span: Range<usize>) -> Option<()> {
        self.put_array(0);
        self.repeat(span);
        let mut ahead = self.input.clone();
        if ahead.array()? == 0 {
            self.put(&[0]);
        } else {
            ahead.array()?;
            ahead.skip()?;
            let start = ahead.at;
            ahead.skip()?;
            self.repeat(start..ahead.at);
        }
        self.body()?;
        self.put(&[FALSE, FALSE, NONE]);
        Some(())
    }

    fn body(&mut self) -> Option<()> {
        if self.input.array()? == 1 { self.block() } else { Some(()) }
    }

    // Former: `[span, ctxt, statements]`, the context that of the function.
    fn block(&mut self) -> Option<()> {
        self.resize(3, 2)?;
        self.input.skip()?;
        self.omit()?;
        self.value(list("Stmt"))
    }

    fn array(&mut self, length: u64) -> Option<()> {
        (self.input.array()? == length).then_some(())
    }
}

/// Where the parts of a `this` parameter are.
struct This {
    parameter: Range<usize>,
    name: Range<usize>,
    type_annotation: usize,
}

/// Reads `[span, decorators, pattern]`; gives its parts if it is a `this` parameter.
fn this_parameter(reader: &mut Reader<'_>) -> Option<This> {
    reader.array()?;
    let start = reader.at;
    reader.skip()?;
    let parameter = start..reader.at;
    reader.skip()?;
    Some(This { parameter, ..binding(reader)? })
}

/// Reads a pattern, `tag(1, [[span, ctxt, name, optional], type annotation])` if it is a name;
/// gives its parts if the name is `this`.
fn binding(reader: &mut Reader<'_>) -> Option<This> {
    if reader.tag()? != 1 {
        return None;
    }
    reader.array()?;
    reader.array()?;
    let start = reader.at;
    reader.skip()?;
    let name = start..reader.at;
    reader.skip()?;
    let symbol = reader.at;
    reader.skip()?;
    let is_this = reader.bytes[symbol..reader.at].ends_with(b"this") && reader.at - symbol == 5;
    reader.skip()?;
    is_this.then(|| This { parameter: name.clone(), name, type_annotation: reader.at })
}
