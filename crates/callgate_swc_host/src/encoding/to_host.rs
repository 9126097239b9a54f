//! To the encoding of `@swc/core` 1.15.

use std::ops::Range;

use super::{
    cbor::{FALSE, NONE, major},
    convert::{Converter, list, node},
    nodes::{Changed, NODES},
};

/// `tag(1, [[`: the start of a pattern that is a name.
const NAME_START: [u8; 3] = [0xC1, 0x82, 0x84];
/// `ctxt, "this", optional`: the rest of the name.
const NAME_END: [u8; 7] = [0, 0x64, b't', b'h', b'i', b's', FALSE];

impl Converter<'_> {
    pub(super) fn convert_to_former(&mut self) -> Option<()> {
        self.convert(|converter, changed| match changed {
            Changed::ArrowExpr => converter.former_arrow(),
            Changed::Constructor => converter.former_constructor(),
            Changed::Function => converter.former_function(),
            Changed::GetterProp => converter.former_getter(),
            Changed::JsxText => {
                converter.input.array()?;
                converter.input.skip()?;
                converter.retype(major::BYTES, major::TEXT)?;
                converter.input.skip()
            }
            Changed::SetterProp => converter.former_setter(),
            Changed::SwitchStmt => {
                converter.resize(4, 3)?;
                converter.input.skip()?;
                converter.omit()?;
                converter.value(node("Expr"))?;
                converter.value(list("SwitchCase"))
            }
        })
    }

    fn former_arrow(&mut self) -> Option<()> {
        self.input.array()?;
        self.input.skip()?;
        let context = self.place()?;
        self.value(list("Pat"))?;
        match self.input.tag()? {
            1 => self.former_block(context)?,
            2 => self.value(node("Expr"))?,
            _ => return None,
        }
        self.input.skip()?;
        self.input.skip()?;
        self.value(list("TsTypeParamDecl"))?;
        self.value(list("TsTypeAnn"))
    }

    fn former_constructor(&mut self) -> Option<()> {
        self.input.array()?;
        self.input.skip()?;
        let context = self.place()?;
        self.value(node("PropName"))?;
        self.value(list("ParamOrTsParamProp"))?;
        self.former_body(context)?;
        self.input.skip()?;
        self.input.skip()
    }

    fn former_function(&mut self) -> Option<()> {
        self.resize(10, 9)?;
        if self.input.peek()? == NONE {
            self.omit()?;
            self.value(list("Param"))?;
        } else {
            self.this_parameter()?;
        }
        self.value(list("Decorator"))?;
        self.input.skip()?;
        let context = self.place()?;
        self.former_body(context)?;
        self.input.skip()?;
        self.input.skip()?;
        self.value(list("TsTypeParamDecl"))?;
        self.value(list("TsTypeAnn"))
    }

    /// Makes `this` the first of the parameters.
    fn this_parameter(&mut self) -> Option<()> {
        self.omit_array(1)?;
        let mut ahead = self.input.clone();
        ahead.array()?;
        let start = ahead.at;
        ahead.skip()?;
        let span = start..ahead.at;
        let pattern = self.detached(Self::this_pattern)?;
        let length = self.input.clone().array()?;
        self.resize(length, length + 1)?;
        self.put_array(3);
        self.repeat(span);
        self.put_array(0);
        self.put(&pattern);
        self.nodes(NODES.number("Param"), length)
    }

    /// Turns `[span, span of the name, type annotation]` into a pattern.
    fn this_pattern(&mut self) -> Option<()> {
        self.omit_array(3)?;
        self.omit()?;
        self.put(&NAME_START);
        self.input.skip()?;
        self.put(&NAME_END);
        self.value(list("TsTypeAnn"))
    }

    fn former_getter(&mut self) -> Option<()> {
        self.resize(3, 4)?;
        self.input.skip()?;
        self.value(node("PropName"))?;
        self.omit_array(10)?;
        self.omit()?;
        self.omit()?;
        let body = self.detached(Self::former_accessor)?;
        self.value(list("TsTypeAnn"))?;
        self.put(&body);
        Some(())
    }

    fn former_setter(&mut self) -> Option<()> {
        self.resize(3, 5)?;
        self.input.skip()?;
        self.value(node("PropName"))?;
        self.omit_array(10)?;
        if self.input.array()? == 1 {
            self.this_pattern()?;
        }
        self.omit_array(1)?;
        self.omit_array(3)?;
        self.omit()?;
        self.omit()?;
        self.value(node("Pat"))?;
        self.former_accessor()?;
        self.omit()?;
        Some(())
    }

    /// Of an accessor's function, from its decorators to its type parameters, writes the body.
    fn former_accessor(&mut self) -> Option<()> {
        self.omit()?;
        self.omit()?;
        let context = self.omit()?;
        self.former_body(context)?;
        self.omit()?;
        self.omit()?;
        self.omit()?;
        Some(())
    }

    fn former_body(&mut self, context: Range<usize>) -> Option<()> {
        if self.input.array()? == 1 { self.former_block(context) } else { Some(()) }
    }

    /// The block of a function had the context of the function.
    fn former_block(&mut self, context: Range<usize>) -> Option<()> {
        self.resize(2, 3)?;
        self.input.skip()?;
        self.repeat(context);
        self.value(list("Stmt"))
    }
}
