//! What the types that a file declares become: structs and enums, and the macro that names them to extensions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{File, TypeBody};

use super::{names::ident, objects, open_enums, unions};

/// The types that a file declares.
pub(crate) fn types(file: &File) -> TokenStream {
    file.types
        .iter()
        .map(|def| match &def.body {
            TypeBody::Object(fields) => objects::object(def, fields, file),
            TypeBody::Enum { int, values } => open_enums::open_enum(def, *int, values, &file.path),
            TypeBody::Union { tag, variants } => unions::union(def, tag, variants, &file.path),
        })
        .collect()
}

/// The macro through which an extension learns the SDK's types, and then from the next macro its groups.
pub(crate) fn types_for_extensions(file: &File) -> TokenStream {
    let kinds = file.types.iter().map(|def| ident(def.body.kind().word()));
    let names = file.types.iter().map(|def| ident(&def.name));
    quote! {
        #[doc(hidden)]
        #[macro_export]
        macro_rules! __with_sdk_types {
            ($($input:tt)*) => {
                $crate::__with_sdk_groups! { [#(#kinds #names),*] $($input)* }
            };
        }
    }
}
