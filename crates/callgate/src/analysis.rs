//! What is known of a program before anything is decided, and the decision. Both emitters start
//! from here.

use swc_core::{
    common::Span,
    ecma::{
        ast::{ModuleItem, Program, Stmt},
        visit::VisitWith,
    },
};

use crate::{
    capture::{Captures, ModuleScope, Resolution, ServerFunction, Walk},
    directive::Directive,
    lines::Lines,
    module_path::module_path,
    options::Options,
    parse::is_common_js,
    plan::{Input, Plan, TakenNames, plan},
    scan::{Facts, Scan},
    source::Source,
};

/// Reads a program item by item. It keeps nothing of them, so the tree of a large module need
/// never be whole.
pub(crate) struct Reader {
    scan: Scan,
    walk: Walk,
    /// `None` where no name can collide with a generated one.
    taken: Option<TakenNames>,
}

impl Reader {
    pub(crate) fn new(resolution: Resolution, may_hold_taken_names: bool) -> Self {
        Self {
            scan: Scan::default(),
            walk: Walk::new(resolution),
            taken: may_hold_taken_names.then(TakenNames::default),
        }
    }

    pub(crate) fn program(&mut self, program: &Program) {
        match program {
            Program::Module(module) => module.body.iter().for_each(|item| self.item(item)),
            Program::Script(script) => script.body.iter().for_each(|item| self.statement(item)),
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    /// Reads the next item of a module.
    pub(crate) fn item(&mut self, item: &ModuleItem) {
        self.read(item, Scan::item);
    }

    /// Reads the next statement of a script.
    pub(crate) fn statement(&mut self, statement: &Stmt) {
        self.read(statement, Scan::statement);
    }

    fn read<T>(&mut self, item: &T, scan: impl FnOnce(&mut Scan, &T))
    where
        T: VisitWith<Walk> + VisitWith<ModuleScope> + VisitWith<TakenNames>,
    {
        let facts = &self.scan.facts;
        let (of_module, inline) = (facts.module_functions.len(), facts.functions.len());
        scan(&mut self.scan, item);
        self.walk.item(item, functions(&self.scan.facts, of_module, inline));
        if let Some(taken) = &mut self.taken {
            item.visit_with(taken);
        }
    }

    pub(crate) fn finish(self) -> Analysis {
        Analysis {
            facts: self.scan.finish(),
            captured: self.walk.finish(),
            taken: self.taken.unwrap_or_default(),
        }
    }
}

/// The functions to watch, from those places of the facts on.
fn functions(
    facts: &Facts,
    of_module: usize,
    inline: usize,
) -> impl Iterator<Item = (Span, ServerFunction)> {
    let is_server_file = facts.directive == Some(Directive::UseServer);
    let of_module = is_server_file.then_some(&facts.module_functions[of_module..]);
    let of_module = of_module.into_iter().flatten();
    let of_module = of_module.map(|&span| (span, ServerFunction::OfModule(span)));
    let inline = facts.functions.iter().enumerate().skip(inline);
    let inline = inline.map(|(index, f)| (f.shape.span, ServerFunction::Inline(index)));
    of_module.chain(inline)
}

/// What a program holds.
pub(crate) struct Analysis {
    pub(crate) facts: Facts,
    captured: Captures,
    taken: TakenNames,
}

impl Analysis {
    /// Decides what to make of it; what emitters need of the facts comes along. The spans of the
    /// program point into `source`. Functions of the same text are the same code if
    /// `is_same_code` says so.
    pub(crate) fn plan(
        self,
        source: Source,
        lines: &Lines,
        options: &Options,
        is_same_code: &dyn Fn(Span, Span) -> bool,
    ) -> (Facts, Plan) {
        let Self { facts, captured, taken } = &self;
        let path = module_path(&options.filename, &options.root);
        let is_common_js = is_common_js(&options.filename);
        let input =
            Input { source, lines, facts, captured, path, is_common_js, is_same_code, taken };
        let plan = plan(&input, options);
        (self.facts, plan)
    }
}
