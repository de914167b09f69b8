//! Objects: structs whose members are optional unless the spec says otherwise, and the tables by which the SDK reads and writes them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::{
    check::nested,
    model::{FieldDef, File, Kind, Type, TypeDef},
};

use super::{
    docs,
    names::{ident, index},
    rarely, storage,
    types::{is_foreign, output},
};

pub(super) fn object(def: &TypeDef, fields: &[FieldDef], file: &File) -> TokenStream {
    let name = ident(&def.name);
    let doc = docs::type_def(def);
    let fields: Vec<_> = fields.iter().map(|def| Field::new(def, &file.types)).collect();
    let (rare, own): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.def.rare);
    let declared = own.iter().map(|field| field.declaration());
    let (holder, beside) = if rare.is_empty() {
        (None, None)
    } else {
        let rare: Vec<_> = rare.iter().map(|field| (&field.name, field.declaration())).collect();
        (Some(rarely::member(&def.name)), Some(rarely::declaration(&def.name, &rare)))
    };
    let tables = tables(&fields, &file.path, def);
    let Reading { functions, methods } = if fields.iter().any(|field| field.due) {
        by_members(&def.name, &fields)
    } else {
        in_place(&def.name, &fields)
    };
    let views = fields.iter().map(Field::view);
    let storage = storage::of(&name);
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#declared)*
            #holder
        }

        #beside

        const _: () = {
            #tables

            #functions

            impl ::mailru_sdk::types::Lenient for #name {
                #methods

                fn read_option(
                    reader: &mut ::mailru_sdk::__private::Reader<'_>,
                ) -> ::core::result::Result<::core::option::Option<Self>, ::mailru_sdk::__private::Stop> {
                    ::mailru_sdk::__private::object_option(reader, &TABLE)
                }

                fn shape() -> ::mailru_sdk::__private::Shape {
                    ::mailru_sdk::__private::Shape::Object(&TABLE)
                }

                fn view(&self) -> ::mailru_sdk::__private::View<'_> {
                    ::mailru_sdk::__private::View::Object(&TABLE, ::std::vec![#(#views),*])
                }
            }
        };

        #storage
    }
}

/// A member with what follows from its type.
struct Field<'f> {
    def: &'f FieldDef,
    name: Ident,
    /// The type of the value, without what makes it optional.
    ty: TokenStream,
    foreign: bool,
    /// There is no value of the type before it was read.
    due: bool,
}

impl<'f> Field<'f> {
    fn new(def: &'f FieldDef, types: &[TypeDef]) -> Self {
        let ty = output(&def.ty);
        // An object that is often absent takes little room then, and may hold its own kind.
        let nested = nested(&def.ty, types).is_some();
        let ty = if nested && !def.always { quote!(::std::boxed::Box<#ty>) } else { ty };
        let foreign = is_foreign(&def.ty);
        let is_object = nested || matches!(def.ty, Type::Shared(_, Kind::Object));
        let due = def.always && (foreign || is_object || def.ty == Type::Date);
        Self { def, name: ident(&def.rust), ty, foreign, due }
    }

    fn declaration(&self) -> TokenStream {
        let Self { def, name, ty, .. } = self;
        let doc = docs::field(def);
        let ty = if def.always { quote!(#ty) } else { quote!(::core::option::Option<#ty>) };
        quote! {
            #doc
            pub #name: #ty,
        }
    }

    /// The row of the table.
    fn member(&self) -> TokenStream {
        let (ty, aliases) = (&self.ty, &self.def.alias);
        let needle = format!("\"{}\":", self.def.wire);
        let line = index(self.def.at.line);
        let shape = if self.foreign { quote!(::mailru_sdk::Json) } else { quote!(#ty) };
        quote! {
            ::mailru_sdk::__private::Member::new(
                #needle,
                &[#(#aliases),*],
                #line,
                <#shape as ::mailru_sdk::types::Lenient>::shape,
            )
        }
    }

    /// The member before anything was read.
    fn blank(&self) -> TokenStream {
        if !self.def.always || self.due {
            return quote!(::core::option::Option::None);
        }
        match &self.def.ty {
            Type::String | Type::Url | Type::Html => quote!(::mailru_sdk::Text::from_static("")),
            Type::Bool | Type::Flag => quote!(::mailru_sdk::Flag::new(false)),
            Type::U32 | Type::U64 | Type::I64 | Type::Int => quote!(0),
            Type::F64 => quote!(0.0),
            Type::Uid => quote!(::mailru_sdk::Uid::new(0)),
            Type::Timestamp => quote!(::mailru_sdk::Timestamp::from_secs(0)),
            Type::List(_) => quote!(::std::vec::Vec::new()),
            Type::Map(_) => quote!(::std::collections::BTreeMap::new()),
            Type::Date | Type::Any | Type::File | Type::Rust(_) => quote!(::mailru_sdk::Json::Null),
            Type::Local(_) | Type::Shared(..) => {
                let ty = &self.ty;
                quote!(#ty::Unknown(::core::default::Default::default()))
            }
        }
    }

    /// The place that its value is read into.
    fn place(&self, holder: &TokenStream) -> TokenStream {
        let name = &self.name;
        let holder = if self.def.rare { &quote!(rarely.) } else { holder };
        let place = quote!(&mut #holder #name);
        match (self.foreign, self.due) {
            (true, true) => quote!(&mut ::mailru_sdk::__private::Foreign::always(#place)),
            (true, false) => quote!(&mut ::mailru_sdk::__private::Foreign::optional(#place)),
            (false, true) => quote!(&mut ::mailru_sdk::__private::Due(#place)),
            (false, false) if self.def.single && matches!(self.def.ty, Type::List(_)) => {
                quote!(&mut ::mailru_sdk::__private::Single(#place))
            }
            (false, false) => place,
        }
    }

    fn view(&self) -> TokenStream {
        let name = &self.name;
        let holder = if self.def.rare { quote!(self.rarely) } else { quote!(self) };
        match (self.foreign, self.def.always) {
            (false, _) => quote!(::mailru_sdk::__private::Viewed::viewed(&#holder.#name)),
            (true, true) => quote!(::mailru_sdk::__private::foreign_view(&#holder.#name)),
            (true, false) => quote!(::mailru_sdk::__private::foreign_option_view(&#holder.#name)),
        }
    }
}

/// How an object is read: functions beside its `Lenient`, and methods of it.
struct Reading {
    functions: TokenStream,
    methods: TokenStream,
}

fn tables(fields: &[Field<'_>], path: &str, def: &TypeDef) -> TokenStream {
    let line = index(def.at.line);
    let count = index(fields.len());
    let members = fields.iter().map(Field::member);
    let always = fields.iter().enumerate().filter(|(_, field)| field.def.always).map(|(at, _)| index(at));
    quote! {
        static MEMBERS: [::mailru_sdk::__private::Member; #count] = [#(#members),*];

        static TABLE: ::mailru_sdk::__private::Table =
            ::mailru_sdk::__private::Table::new(#path, #line, &MEMBERS, &[#(#always),*]);
    }
}

/// Reads into a value that has nothing in it yet, and that stays where it is: an element in its list.
fn in_place(object: &str, fields: &[Field<'_>]) -> Reading {
    let name = ident(object);
    let own: Vec<_> = fields.iter().filter(|field| !field.def.rare).collect();
    let names = own.iter().map(|field| &field.name);
    let blanks = own.iter().map(|field| field.blank());
    let places: Vec<_> = fields.iter().map(|field| field.place(&quote!(this.))).collect();
    let (body, holder) = match rarely::reading(object, fields.iter().map(|field| field.def.rare), &places) {
        Some((read, value)) => (
            quote!(#read this.rarely = #value; ::core::result::Result::Ok(())),
            Some(quote!(rarely: ::core::default::Default::default())),
        ),
        None => (rarely::plain(&places), None),
    };
    Reading {
        functions: quote! {
            fn blank() -> #name {
                #name { #(#names: #blanks,)* #holder }
            }

            fn fill(
                this: &mut #name,
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<(), ::mailru_sdk::__private::Stop> {
                #body
            }
        },
        methods: quote! {
            fn read(
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<Self, ::mailru_sdk::__private::Stop> {
                let mut this = blank();
                fill(&mut this, reader)?;
                ::core::result::Result::Ok(this)
            }

            fn push(
                list: &mut ::std::vec::Vec<Self>,
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<(), ::mailru_sdk::__private::Stop> {
                list.push(blank());
                list.last_mut().map_or(::core::result::Result::Ok(()), |this| fill(this, reader))
            }
        },
    }
}

/// Reads each member by itself, since some have no value before they were read, and makes the object of them.
fn by_members(object: &str, fields: &[Field<'_>]) -> Reading {
    let own: Vec<_> = fields.iter().filter(|field| !field.def.rare).collect();
    let names: Vec<_> = own.iter().map(|field| &field.name).collect();
    let blanks = own.iter().map(|field| field.blank());
    let types = own.iter().map(|field| {
        let ty = &field.ty;
        if field.def.always && !field.due { quote!(#ty) } else { quote!(::core::option::Option<#ty>) }
    });
    let places: Vec<_> = fields.iter().map(|field| field.place(&quote!())).collect();
    let values = own.iter().map(
        |Field { name, due, .. }| {
            if *due { quote!(#name: ::mailru_sdk::__private::due(#name)?) } else { quote!(#name) }
        },
    );
    let rare = rarely::reading(object, fields.iter().map(|field| field.def.rare), &places);
    let (read, holder) = if let Some((read, value)) = rare {
        (read, Some(quote!(rarely: #value)))
    } else {
        let read = rarely::plain(&places);
        (quote!(#read?;), None)
    };
    Reading {
        functions: TokenStream::new(),
        methods: quote! {
            fn read(
                reader: &mut ::mailru_sdk::__private::Reader<'_>,
            ) -> ::core::result::Result<Self, ::mailru_sdk::__private::Stop> {
                #(let mut #names: #types = #blanks;)*
                #read
                ::core::result::Result::Ok(Self { #(#values,)* #holder })
            }
        },
    }
}
