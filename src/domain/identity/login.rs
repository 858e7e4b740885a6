//! Logins of people and programs.

use super::IdentityFault;
use crate::domain::cleaning::cleaned;

identifiers! {
    /// A new login: lower-case Latin letters, digits and a few signs. Older logins may look otherwise.
    Login,
}

const LENGTH: IdentityFault = IdentityFault::new("login_length", "Логин содержит от 3 до 50 символов");
const FORMAT: IdentityFault = IdentityFault::new(
    "login_format",
    "Логин состоит из латинских букв, цифр, точек, дефисов и подчеркиваний и начинается с буквы",
);

impl Login {
    /// Parses a login; case and spaces around it are ignored. It begins with a letter, so that it cannot be mistaken
    /// for an ИНН.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let login = cleaned(text).to_lowercase();
        if !(3..=50).contains(&login.chars().count()) {
            return Err(LENGTH);
        }
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
        let begins = login.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        if begins && login.bytes().all(fits) { Ok(Self(login)) } else { Err(FORMAT) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_small_latin_letters_with_digits_and_marks() {
        assert_eq!(Login::parse(" Partner-Admin.2 ").unwrap().as_str(), "partner-admin.2");
        assert_eq!(Login::parse("ab").unwrap_err().code, "login_length");
        assert_eq!(Login::parse(&"a".repeat(51)).unwrap_err().code, "login_length");
        for wrong in ["9900815901", "ветров", "a b c", "-abc", "a@b.example", "abc\0"] {
            assert_eq!(Login::parse(wrong).unwrap_err().code, "login_format", "{wrong}");
        }
    }
}
