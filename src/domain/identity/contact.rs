//! Contacts: telephone numbers and e-mail addresses.

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use super::IdentityFault;
use super::text::{is_digits, without_spaces};
use crate::domain::cleaning::cleaned;

identifiers! {
    /// A Russian telephone number, written `+79990000001`, or `+73952200000 доб. 123` with an extension.
    Phone,
    /// One e-mail address of at most a hundred characters.
    Email as kept,
}

const PHONE_FORMAT: IdentityFault =
    IdentityFault::new("phone_format", "Укажите российский номер телефона: +7 и 10 цифр");
const PHONE_SINGLE: IdentityFault = IdentityFault::new("phone_single", "Укажите один номер телефона");
const PHONE_EXTENSION: IdentityFault =
    IdentityFault::new("phone_extension", "Добавочный номер записывается как «доб. 123», не больше 6 цифр");
const EMAIL_LENGTH: IdentityFault = IdentityFault::new("email_length", "E-mail длиннее 100 символов");
const EMAIL_SINGLE: IdentityFault = IdentityFault::new("email_single", "Укажите один адрес e-mail");
const EMAIL_FORMAT: IdentityFault =
    IdentityFault::new("email_format", "E-mail записывается как имя@домен, например buh@company.ru");
const EMAIL_NAME: IdentityFault = IdentityFault::new(
    "email_name",
    "Имя до @ записывается латинскими буквами и цифрами: на другое не всякий сервер доставит письмо",
);
const EMAIL_HOST: IdentityFault =
    IdentityFault::new("email_host", "Такого домена не может быть: проверьте адрес после @");
const EMAIL_HOST_LENGTH: IdentityFault = IdentityFault::new(
    "email_host",
    "Такого домена не может быть: между его точками не больше 63 знаков, а кириллица занимает больше места, чем видно",
);

/// The maximum length of an e-mail address, in characters.
pub(crate) const EMAIL_MOST: usize = 100;
/// The words before an extension.
const EXTENSION_WORDS: [&str; 9] = ["доб", "добавочный", "доп", "вн", "внутр", "внутренний", "ext", "x", "#"];
/// The maximum length of an extension, in digits.
const EXTENSION_MOST: usize = 6;
/// What stands between two numbers in one field.
const BETWEEN_NUMBERS: [char; 3] = [',', ';', '/'];

impl Phone {
    /// Parses a number with or without punctuation, beginning with +7, 8 or the area code; an extension may follow.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let text = cleaned(text).to_lowercase();
        let text = text.strip_prefix("tel:").unwrap_or(&text);
        let begins = |sign: char| sign.is_alphabetic() || sign == '#';
        let (number, extension) = text.split_at(text.find(begins).unwrap_or(text.len()));
        let number = number.trim_end_matches([' ', ',', ';']);
        if let Some((one, other)) = number.split_once(BETWEEN_NUMBERS) {
            let is_one = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() >= 5;
            return Err(if is_one(one) && is_one(other) { PHONE_SINGLE } else { PHONE_FORMAT });
        }
        let national = national(number).ok_or(PHONE_FORMAT)?;
        if extension.is_empty() {
            return Ok(Self(format!("+7{national}")));
        }
        let digits = read_extension(extension)?;
        Ok(Self(format!("+7{national} доб. {digits}")))
    }

    /// Whether it is a mobile number; one behind an extension is no person's own.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        self.0.starts_with("+79") && !self.0.contains(' ')
    }
}

/// The ten digits of a number.
fn national(number: &str) -> Option<String> {
    let plain = without_spaces(number).replace(['-', '‐', '‑', '–', '(', ')', '.'], "");
    let national = match plain.strip_prefix("+7") {
        Some(national) => national,
        None if plain.len() == 11 => plain.strip_prefix(['7', '8'])?,
        None => plain.as_str(),
    };
    (national.len() == 10 && is_digits(national)).then(|| national.to_owned())
}

/// The digits of an extension with the word before it.
fn read_extension(text: &str) -> Result<&str, IdentityFault> {
    let (word, digits) = text.split_at(text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(text.len()));
    if !EXTENSION_WORDS.contains(&word.trim_end_matches([' ', '.', ':', '№'])) {
        return Err(PHONE_FORMAT);
    }
    let sound = (1..=EXTENSION_MOST).contains(&digits.len()) && is_digits(digits);
    if sound { Ok(digits) } else { Err(PHONE_EXTENSION) }
}

impl Email {
    /// Parses an e-mail address to which any mail server can write; its host may be in any alphabet.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let email = Self::kept(text)?;
        let (name, host) = email.0.split_once('@').ok_or(EMAIL_FORMAT)?;
        if !name.is_ascii() {
            return Err(EMAIL_NAME);
        }
        let fault =
            |_| if in_ascii(host, DnsLength::Ignore).is_ok() { EMAIL_HOST_LENGTH } else { EMAIL_HOST };
        in_ascii(host, DnsLength::Verify).map_err(fault)?;
        Ok(email)
    }

    /// Reads an address that was accepted once: whether it can be written to was less strict.
    fn kept(text: &str) -> Result<Self, IdentityFault> {
        let email = cleaned(text);
        if email.chars().count() > EMAIL_MOST {
            return Err(EMAIL_LENGTH);
        }
        if email.contains([',', ';']) || email.matches('@').count() > 1 {
            return Err(EMAIL_SINGLE);
        }
        let (name, host) = email.split_once('@').ok_or(EMAIL_FORMAT)?;
        if is_mailbox(name) && is_host(host) { Ok(Self(email)) } else { Err(EMAIL_FORMAT) }
    }
}

/// A host in the letters of DNS: `пример.рф` is `xn--e1afmkfd.xn--p1ai`. `None` when there can be no such host.
#[must_use]
pub fn ascii_host(host: &str) -> Option<String> {
    in_ascii(host, DnsLength::Verify).ok()
}

fn in_ascii(host: &str, length: DnsLength) -> Result<String, idna::Errors> {
    let read = Uts46::new().to_ascii(host.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, length);
    read.map(String::from)
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
        for email in
            ["buh@romashka.example", "a.b+c@d-e.co", "buh@пример.рф", "o'neil@x.example", "a@r3---sn.example"]
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

    #[test]
    fn an_extension_is_kept_and_one_number_is_wanted() {
        for sent in
            ["+7 (3952) 20-00-00 доб. 123", "83952200000 доб 123", "3952200000, ДОБ.123", "+73952200000 #123"]
        {
            assert_eq!(Phone::parse(sent).unwrap().as_str(), "+73952200000 доб. 123", "{sent}");
        }
        let phone = Phone::parse("tel:+79990000001").unwrap();
        assert!(phone.is_mobile() && !Phone::parse("+79990000001 доб. 1").unwrap().is_mobile());
        let fault = |text: &str| Phone::parse(text).unwrap_err().code;
        assert_eq!(fault("+7 (3952) 20-00-00, 20-00-01"), "phone_single");
        assert_eq!(fault("+7 (3952) 20-00-00 доб. 1234567"), "phone_extension");
        assert_eq!(fault("+7 (3952) 20-00-00 бухгалтерия"), "phone_format");
    }

    #[test]
    fn what_is_not_seen_is_no_part_of_a_contact() {
        assert_eq!(Phone::parse("\u{202d}+7 (999) 000-00-01\u{202c}").unwrap().as_str(), "+79990000001");
        assert_eq!(Email::parse("buh\u{200b}@romashka.example").unwrap().as_str(), "buh@romashka.example");
        assert_eq!(Email::parse("buh@маи\u{306}.рф").unwrap().as_str(), "buh@май.рф");
    }

    #[test]
    fn an_address_that_cannot_be_written_to_is_refused_and_read_back_where_it_was_kept() {
        let long = format!("buh@{}.рф", "ы".repeat(60));
        for (sent, code) in [
            (long.as_str(), "email_host"),
            ("почта@пример.рф", "email_name"),
            ("a@xn--a-.example", "email_format"),
        ] {
            assert_eq!(Email::parse(sent).unwrap_err().code, code, "{sent}");
        }
        assert!(Email::parse(&long).unwrap_err().detail.contains("63"));
        assert_eq!(Email::try_from(long.clone()).unwrap().as_str(), long);
        assert_eq!(ascii_host("пример.рф").as_deref(), Some("xn--e1afmkfd.xn--p1ai"));
        assert_eq!(ascii_host("a..example"), None);
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
