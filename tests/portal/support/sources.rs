//! Lists declarations in the source, so that a test can check that it covers all of them.

use std::collections::BTreeSet;
use std::path::Path;

use syn::{FnArg, Item, Visibility};

/// The public functions that take a parameter of some type.
pub(crate) type Declared = BTreeSet<String>;

/// The public functions of a floor that take a parameter of this type, as `file::name`.
pub(crate) fn declared(floor: &str, parameter: &str) -> Declared {
    let mut found = Declared::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(floor), "", parameter, &mut found);
    found
}

fn gather(folder: &Path, noun: &str, parameter: &str, found: &mut Declared) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let noun = if noun.is_empty() { name.as_str() } else { noun };
        if path.is_dir() {
            gather(&path, noun, parameter, found);
        } else {
            let file = syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let functions = file.items.iter().filter_map(|item| taking(item, parameter));
            found.extend(functions.map(|function| format!("{noun}::{function}")));
        }
    }
}

fn taking(item: &Item, parameter: &str) -> Option<String> {
    let Item::Fn(function) = item else { return None };
    let public = matches!(function.vis, Visibility::Public(_));
    let takes = function.sig.inputs.iter().any(|input| match input {
        FnArg::Typed(typed) => is_reference_to(&typed.ty, parameter),
        FnArg::Receiver(_) => false,
    });
    (public && takes).then(|| function.sig.ident.to_string())
}

fn is_reference_to(declared: &syn::Type, name: &str) -> bool {
    let syn::Type::Reference(reference) = declared else { return false };
    let element = if let syn::Type::Slice(slice) = &*reference.elem { &slice.elem } else { &reference.elem };
    let syn::Type::Path(path) = &**element else { return false };
    path.path.segments.last().is_some_and(|segment| segment.ident == name)
}
