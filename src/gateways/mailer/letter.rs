//! The MIME form of a letter: text and HTML as alternatives, and a file beside them; every attempt produces the same bytes.

use std::error::Error;
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, MultiPartKind, SinglePart};
use lettre::{Address, Message};
use sha2::{Digest as _, Sha256};

use super::{LetterFile, OutgoingLetter, SendingFault};
use crate::domain::identity::ascii_host;

/// The limit of an id's length, so that it fits into a file name and a header line.
const LONGEST_ID: usize = 200;
/// The limit of the length of an address in a header line: such a line has at most 998 signs.
const LONGEST_ADDRESS: usize = 900;

/// Composes a letter; an error when the id or the recipient's address is invalid.
pub(super) fn compose(
    letter: &OutgoingLetter,
    from: &Mailbox,
    now: DateTime<Utc>,
) -> Result<Message, SendingFault> {
    if !is_id(&letter.message_id) {
        return Err(SendingFault::permanent("Недопустимый идентификатор письма"));
    }
    let to = letter.to.parse().ok().and_then(reachable);
    let to = to.ok_or_else(|| SendingFault::permanent("Адрес электронной почты неверен"))?;
    let both = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(boundary(&letter.message_id))
        .singlepart(SinglePart::plain(letter.text.clone()))
        .singlepart(SinglePart::html(letter.html.clone()));
    let mut message = Message::builder()
        .from(from.clone())
        .to(to.into())
        .subject(letter.subject.replace(char::is_control, " "))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}>", letter.message_id)));
    if let Some(address) = &letter.unsubscribe {
        if !is_address(address) {
            return Err(SendingFault::permanent("Недопустимая ссылка в письме"));
        }
        message = message.header(ListUnsubscribe(format!("<{address}>"))).header(ListUnsubscribePost);
    }
    message
        .multipart(with_file(both, letter)?)
        .map_err(|_| SendingFault::permanent("Письмо не удалось составить"))
}

/// The address with its host in the letters of DNS (punycode), as servers without SMTPUTF8 need it; `None` when there can be
/// no such host.
pub(super) fn reachable(address: Address) -> Option<Address> {
    if address.domain().is_ascii() {
        return Some(address);
    }
    Address::new(address.user(), ascii_host(address.domain())?).ok()
}

/// The body with the file of the letter, if it has one.
fn with_file(body: MultiPart, letter: &OutgoingLetter) -> Result<MultiPart, SendingFault> {
    let Some(LetterFile { name, bytes }) = &letter.file else { return Ok(body) };
    let is_pdf = Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    let kind = if is_pdf { "application/pdf" } else { "application/zip" };
    let kind =
        ContentType::parse(kind).map_err(|_| SendingFault::permanent("Письмо не удалось составить"))?;
    let file = Attachment::new(name.clone()).body(bytes.clone(), kind);
    let whole = MultiPart::builder().kind(MultiPartKind::Mixed);
    Ok(whole.boundary(boundary(&format!("{} file", letter.message_id))).multipart(body).singlepart(file))
}

/// `List-Unsubscribe` (RFC 2369): where a mail program unsubscribes its reader.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

/// `List-Unsubscribe-Post` (RFC 8058): the address takes one POST, without a session.
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// Whether an address can stand in a header as it is.
fn is_address(address: &str) -> bool {
    address.len() <= LONGEST_ADDRESS
        && (address.starts_with("https://") || address.starts_with("http://"))
        && address.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>,\"".contains(&byte))
}

/// Whether this is safe in a header and in a file name.
fn is_id(id: &str) -> bool {
    let plain = |part: &str| {
        let marks = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
        !part.is_empty() && part.bytes().all(marks)
    };
    id.len() <= LONGEST_ID && id.split_once('@').is_some_and(|(left, right)| plain(left) && plain(right))
}

/// The MIME boundary: derived from the id, so that the bytes repeat, and too unlikely to occur in a letter.
fn boundary(message_id: &str) -> String {
    hex::encode(&Sha256::digest(message_id)[..20])
}
