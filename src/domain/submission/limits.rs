//! The maximum lengths of an application's texts and lists; the parser and the description of the API share this table.

use std::ops::RangeInclusive;

/// Characters of an identifier (ИНН, КПП, ОГРН, СНИЛС, phone, registration number), marks and spaces included.
pub const IDENTIFIER: usize = 200;
/// Characters of a promotion's code.
pub const PROMOTION: usize = 60;
/// Characters of the short name of an organisation.
pub const SHORT_NAME: usize = 255;
/// Characters of the full name of an organisation, as in the state register.
pub const FULL_NAME: usize = 1_000;
/// Characters of a legal address.
pub const ADDRESS: usize = 500;
/// Characters of the code of an office.
pub const OFFICE_CODE: usize = 10;
/// Characters of each part of a person's name.
pub const PERSON_NAME: usize = 60;
/// Characters of a position.
pub const POSITION: usize = 255;
/// Bytes of a certificate request.
pub const CSR: usize = 64 * 1024;
/// Characters of a product's alias.
pub const ALIAS: RangeInclusive<usize> = 3..=20;
/// Items of a list of codes, repetitions included.
pub const CODES: usize = 20;
/// Directions of an application.
pub const DIRECTIONS: usize = 200;
/// Owners of an application.
pub const OWNERS: usize = 50;
/// Users of an application.
pub const USERS: usize = 1_000;
