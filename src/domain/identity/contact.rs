//! Contacts: telephone numbers and e-mail addresses.

use super::IdentityFault;
use super::text::is_digits;

identifiers! {
    /// A Russian telephone number, written `+79990000001`.
    Phone,
    /// One e-mail address of at most a hundred characters.
    Email,
}

const PHONE_FORMAT: IdentityFault =
    IdentityFault::new("phone_format", "Укажите российский номер телефона: +7 и 10 цифр");
const EMAIL_LENGTH: IdentityFault = IdentityFault::new("email_length", "E-mail длиннее 100 символов");
const EMAIL_SINGLE: IdentityFault = IdentityFault::new("email_single", "Укажите один адрес e-mail");
const EMAIL_FORMAT: IdentityFault =
    IdentityFault::new("email_format", "E-mail записывается как имя@домен, например buh@company.ru");

/// The maximum length of an e-mail address, in characters.
pub(crate) const EMAIL_MOST: usize = 100;

impl Phone {
    /// Parses a number with or without punctuation, beginning with +7, 8 or the area code.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let is_mark = |letter: char| letter.is_whitespace() || "-‐‑–().".contains(letter);
        let plain: String = text.chars().filter(|&letter| !is_mark(letter)).collect();
        let national = match plain.strip_prefix("+7") {
            Some(national) => national,
            None if plain.len() == 11 => plain.strip_prefix(['7', '8']).ok_or(PHONE_FORMAT)?,
            None => plain.as_str(),
        };
        if national.len() == 10 && is_digits(national) {
            Ok(Self(format!("+7{national}")))
        } else {
            Err(PHONE_FORMAT)
        }
    }

    /// Whether it is a mobile number.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        self.0.starts_with("+79")
    }
}

impl Email {
    /// Parses an e-mail address in any alphabet; spaces around it are ignored.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let email = text.trim();
        if email.chars().count() > EMAIL_MOST {
            return Err(EMAIL_LENGTH);
        }
        if email.contains([',', ';']) || email.matches('@').count() > 1 {
            return Err(EMAIL_SINGLE);
        }
        let (name, host) = email.split_once('@').ok_or(EMAIL_FORMAT)?;
        if is_mailbox(name) && is_host(host) { Ok(Self(email.to_owned())) } else { Err(EMAIL_FORMAT) }
    }
}

/// Whether this is a valid local part, before the @.
fn is_mailbox(name: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(letter);
    name.chars().count() <= 64 && name.split('.').all(|part| !part.is_empty() && part.chars().all(fits))
}

/// Whether this is a valid domain, after the @: at least two labels.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_read_however_people_write_it() {
        for sent in
            ["+79990000001", "8 (999) 000-00-01", "7 999 000 00 01", "999 000‑00‑01", "+7 999 000.00.01"]
        {
            assert_eq!(Phone::parse(sent).unwrap().as_str(), "+79990000001", "{sent}");
        }
    }

    #[test]
    fn a_foreign_or_broken_number_is_refused() {
        for wrong in [
            "",
            "+380501234567",
            "112",
            "+7999000000",
            "+799900000011",
            "59990000001",
            "+7999000000a",
            "+٧٩٩٩",
        ] {
            assert_eq!(Phone::parse(wrong).unwrap_err().code, "phone_format", "{wrong}");
        }
    }

    #[test]
    fn addresses_of_any_alphabet_are_read() {
        for email in ["buh@romashka.example", "a.b+c@d-e.co", "почта@пример.рф", "o'neil@x.example"]
        {
            assert_eq!(Email::parse(&format!(" {email} ")).unwrap().as_str(), email);
        }
    }

    #[test]
    fn a_wrong_address_says_which_rule_failed() {
        let fault = |text: &str| Email::parse(text).unwrap_err().code;
        assert_eq!(fault("a@x.example, b@x.example"), "email_single");
        assert_eq!(fault("a@x.example;"), "email_single");
        assert_eq!(fault("a@b@x.example"), "email_single");
        assert_eq!(fault(&format!("a@{}.example", "x".repeat(95))), "email_length");
        for wrong in
            ["", "a", "@x.example", "a@", "a@x", "a@.example", "a@x..example", "a@-x.example", ".a@x.example"]
        {
            assert_eq!(fault(wrong), "email_format", "{wrong}");
        }
        assert_eq!(fault("a b@x.example"), "email_format");
        assert_eq!(fault("a@x.example\r\nBcc: c"), "email_format");
        assert_eq!(fault("<a@x.example>"), "email_format");
    }

    proptest! {
        #[test]
        fn any_town_code_is_read(national in "[0-9]{10}") {
            let kept = format!("+7{national}");
            for sent in [national.clone(), format!("8{national}"), format!("7{national}"), kept.clone()] {
                let phone = Phone::parse(&sent).unwrap();
                prop_assert_eq!(phone.as_str(), &kept);
            }
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".*", at in ".{0,9}@.{0,9}") {
            for text in [text, at] {
                let _ = Phone::parse(&text);
                if let Ok(email) = Email::parse(&text) {
                    prop_assert!(!email.as_str().contains(char::is_whitespace));
                    prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
                }
            }
        }
    }
}
