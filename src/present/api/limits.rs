//! The limits of an application's members in the API description; the parser uses the same constants.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, Schema};

use crate::domain::identity::EMAIL_MOST;
use crate::domain::submission::limits;

/// Schema, member, and maximum length in characters.
const CHARACTERS: &[(&str, &str, usize)] = &[
    ("SubmittedApplication", "reg_number", limits::IDENTIFIER),
    ("SubmittedApplication", "promotion", limits::PROMOTION),
    ("SubmittedOrganization", "short_name", limits::SHORT_NAME),
    ("SubmittedOrganization", "full_name", limits::FULL_NAME),
    ("SubmittedOrganization", "legal_address", limits::ADDRESS),
    ("SubmittedOrganization", "phone", limits::IDENTIFIER),
    ("SubmittedOrganization", "email", EMAIL_MOST),
    ("SubmittedDirection", "code", limits::OFFICE_CODE),
    ("SubmittedDirection", "kpp", limits::IDENTIFIER),
    ("SubmittedOwner", "last_name", limits::PERSON_NAME),
    ("SubmittedOwner", "first_name", limits::PERSON_NAME),
    ("SubmittedOwner", "middle_name", limits::PERSON_NAME),
    ("SubmittedOwner", "position", limits::POSITION),
    ("SubmittedOwner", "snils", limits::IDENTIFIER),
    ("SubmittedOwner", "email", EMAIL_MOST),
    ("SubmittedOwner", "csr", limits::CSR),
    ("SubmittedUser", "snils", limits::IDENTIFIER),
    ("SubmittedUser", "email", EMAIL_MOST),
    ("SubmittedCabinet", "alias", *limits::ALIAS.end()),
];
/// Schema, member, and maximum number of items.
const ITEMS: &[(&str, &str, usize)] = &[
    ("SubmittedApplication", "changes", limits::CODES),
    ("SubmittedApplication", "directions", limits::DIRECTIONS),
    ("SubmittedApplication", "owners", limits::OWNERS),
    ("SubmittedOwner", "roles", limits::CODES),
    ("SubmittedMultiUser", "users", limits::USERS),
    ("SubmittedUser", "roles", limits::CODES),
    ("SubmittedUser", "authorities", limits::CODES),
];

/// Adds the limits to a schema.
pub fn tell(name: &str, object: &mut Object) {
    for (_, member, most) in ITEMS.iter().filter(|(of, _, _)| *of == name) {
        if let Some(RefOr::T(Schema::Array(list))) = object.properties.get_mut(*member) {
            list.max_items = Some(*most);
        }
    }
    for (_, member, most) in CHARACTERS.iter().filter(|(of, _, _)| *of == name) {
        if let Some(RefOr::T(Schema::Object(text))) = object.properties.get_mut(*member) {
            text.max_length = Some(*most);
            text.min_length = (*member == "alias").then_some(*limits::ALIAS.start());
        }
    }
}
