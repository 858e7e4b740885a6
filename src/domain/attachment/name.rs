//! The name of an attached file: cleaned, with the extension that says its kind.

use super::FileKind;
use crate::domain::cleaning;

/// How long a name is at most, in bytes.
const LONGEST: usize = 255;

/// The name of an attached file, cleaned.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct AttachmentName(String);

/// What is wrong with the name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// There is no name before the extension.
    #[error("no name")]
    Missing,
    /// It is too long.
    #[error("the name is too long")]
    TooLong,
    /// Its extension is of no kind that is taken.
    #[error("a strange extension")]
    StrangeKind,
}

impl AttachmentName {
    /// Reads a name as a browser sends it, and the kind that its extension promises.
    pub fn read(sent: &str) -> Result<(Self, FileKind), NameFault> {
        let name = cleaned(sent);
        let (stem, extension) = name.rsplit_once('.').ok_or(NameFault::StrangeKind)?;
        if stem.trim_matches(['.', ' ']).is_empty() {
            return Err(NameFault::Missing);
        }
        let kind = FileKind::of_extension(extension).ok_or(NameFault::StrangeKind)?;
        if name.len() > LONGEST {
            return Err(NameFault::TooLong);
        }
        Ok((Self(name), kind))
    }

    /// A name as it is kept.
    #[must_use]
    pub fn kept(name: String) -> Self {
        Self(name)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The last part of a path, without signs that are not seen: they could make one name look like another.
#[must_use]
fn cleaned(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    cleaning::cleaned(last).replace(char::is_control, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cleaned_of_what_is_not_seen() {
        for (sent, kept) in [
            ("Доверенность.pdf", "Доверенность.pdf"),
            ("C:\\docs\\../скан 1.JPG", "скан 1.JPG"),
            ("отчет\u{202e}fdp.xml", "отчетfdp.xml"),
            ("a\u{0}\r\n b.png", "a b.png"),
            (" две   точки..zip ", "две точки..zip"),
        ] {
            assert_eq!(AttachmentName::read(sent).unwrap().0.as_str(), kept);
        }
    }

    #[test]
    fn a_name_that_is_none_is_refused() {
        let long = format!("{}.pdf", "я".repeat(126));
        assert_eq!(AttachmentName::read(&long), Err(NameFault::TooLong));
        assert!(AttachmentName::read(&long.replacen('я', "", 1)).is_ok());
        for (sent, fault) in [
            ("", NameFault::StrangeKind),
            ("pdf", NameFault::StrangeKind),
            (".pdf", NameFault::Missing),
            ("...pdf", NameFault::Missing),
            ("\u{200b}.pdf", NameFault::Missing),
            ("письмо.docx", NameFault::StrangeKind),
            ("скан.pdf.exe", NameFault::StrangeKind),
        ] {
            assert_eq!(AttachmentName::read(sent), Err(fault), "{sent}");
        }
    }

    #[test]
    fn the_extension_says_the_kind_in_any_case() {
        assert_eq!(AttachmentName::read("a.JpEg").unwrap().1, FileKind::Jpeg);
        assert_eq!(AttachmentName::read("a.p7s").unwrap().1, FileKind::Signature);
    }
}
