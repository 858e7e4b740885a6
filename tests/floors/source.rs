//! Parses one source file: the modules that it declares, the paths that it names, and the lengths of its functions.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Attribute, FnArg, Item, Pat, UseTree};

/// A path that the file names, such as `crate::store::Db`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its segments.
    pub(crate) segments: Vec<String>,
    /// The line on which it stands.
    pub(crate) line: usize,
}

/// A name that a `use` binds to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The path.
    pub(crate) path: Vec<String>,
    /// The name; none for a glob, which binds all names.
    pub(crate) name: Option<String>,
}

/// A function and its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// Its name.
    pub(crate) name: String,
    /// The number of lines from the signature to the closing brace.
    pub(crate) lines: usize,
}

/// What a file contains. Code that is compiled only for tests counts for the lengths and not for the paths.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The modules that it declares, and whether each exists only for tests.
    pub(crate) modules: Vec<(String, bool)>,
    /// The paths that it names.
    pub(crate) paths: Vec<Named>,
    /// The names that its `use` declarations bind.
    pub(crate) imports: Vec<Import>,
    /// The names that it defines itself.
    pub(crate) items: Vec<String>,
    /// The types among them.
    pub(crate) types: Vec<String>,
    /// Its functions.
    pub(crate) functions: Vec<Function>,
    /// The functions with a tuple pattern among their parameters.
    pub(crate) tuples: Vec<String>,
    in_tests: bool,
}

impl Source {
    /// Parses a file.
    pub(crate) fn read(text: &str) -> Self {
        let file = syn::parse_file(text).expect("the compiler has read it too");
        let mut source = Self::default();
        source.visit_file(&file);
        source
    }

    fn name(&mut self, segments: Vec<String>, line: usize) {
        if !self.in_tests {
            self.paths.push(Named { segments, line });
        }
    }

    fn name_tree(&mut self, tree: &UseTree, before: &[String]) {
        match tree {
            UseTree::Path(path) => {
                let here = [before, &[path.ident.to_string()]].concat();
                self.name_tree(&path.tree, &here);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.name_tree(tree, before)),
            UseTree::Name(name) => self.import(before, &name.ident, &name.ident),
            UseTree::Rename(name) => self.import(before, &name.ident, &name.rename),
            UseTree::Glob(glob) => {
                self.name(before.to_vec(), glob.span().start().line);
                if !self.in_tests {
                    self.imports.push(Import { path: before.to_vec(), name: None });
                }
            }
        }
    }

    fn import(&mut self, before: &[String], last: &syn::Ident, given: &syn::Ident) {
        let path = [before, &[last.to_string()]].concat();
        self.name(path.clone(), last.span().start().line);
        if !self.in_tests {
            // `use a::b::{self}` names the module `a::b`.
            let path = if last == "self" { before.to_vec() } else { path };
            let name = if given == "self" { path.last().cloned() } else { Some(given.to_string()) };
            self.imports.push(Import { path, name });
        }
    }

    /// Macros are not parsed. Their tokens are searched for sequences that look like a path.
    fn name_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Ident(word) if colons == 2 => {
                    path.push(word.to_string());
                    colons = 0;
                }
                other => {
                    if path.len() > 1 {
                        self.name(std::mem::take(&mut path), line);
                    }
                    (path, colons) = (Vec::new(), 0);
                    match other {
                        TokenTree::Ident(word) => {
                            line = word.span().start().line;
                            path.push(word.to_string());
                        }
                        TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                            self.name_tokens(group.stream());
                        }
                        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                    }
                }
            }
        }
        if path.len() > 1 {
            self.name(path, line);
        }
    }

    fn count(&mut self, name: &syn::Ident, from: usize, to: usize) {
        self.functions.push(Function { name: name.to_string(), lines: to + 1 - from });
    }
}

impl<'ast> Visit<'ast> for Source {
    fn visit_item(&mut self, item: &'ast Item) {
        let outside = self.in_tests;
        self.in_tests |= is_for_tests(attributes(item));
        if !self.in_tests {
            self.items.extend(name_of(item));
            self.types.extend(name_of(item).filter(|_| is_type(item)));
        }
        if let Item::Mod(module) = item
            && module.content.is_none()
        {
            self.modules.push((module.ident.to_string(), self.in_tests));
        }
        visit::visit_item(self, item);
        self.in_tests = outside;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.name_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.name(segments, path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.name_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_meta_list(&mut self, list: &'ast syn::MetaList) {
        self.name_tokens(list.tokens.clone());
        visit::visit_meta_list(self, list);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        let apart =
            signature.inputs.iter().any(|input| matches!(input, FnArg::Typed(input) if is_tuple(&input.pat)));
        if apart && !self.in_tests {
            self.tuples.push(signature.ident.to_string());
        }
        visit::visit_signature(self, signature);
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.count(&function.sig.ident, function.sig.span().start().line, function.block.span().end().line);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.count(&function.sig.ident, function.sig.span().start().line, function.block.span().end().line);
        visit::visit_impl_item_fn(self, function);
    }
}

/// A closure must take apart what an iterator hands it; a function says what it wants.
fn is_tuple(pattern: &Pat) -> bool {
    match pattern {
        Pat::Reference(inner) => is_tuple(&inner.pat),
        pattern => matches!(pattern, Pat::Tuple(_)),
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        _ => &[],
    }
}

fn is_type(item: &Item) -> bool {
    matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Trait(_) | Item::Type(_))
}

/// The name that an item defines in its module.
fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Fn(item) => &item.sig.ident,
        Item::Const(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
