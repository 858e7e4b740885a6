//! The mailer: sends a letter, or lays it in a folder where a demo and the tests read it.
//!
//! A letter's id goes out as its `Message-ID`. It stays the same however often the letter is tried, so that a reader's
//! mailbox can tell a second copy from a second letter.

mod folder;
mod letter;
mod smtp;

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;

use self::smtp::Smtp;

/// How long a mail server may take over one letter.
const PATIENCE: Duration = Duration::from_secs(20);

/// A letter that is ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingLetter {
    /// Our own id of the letter, in the form `left@right`, of Latin letters, digits, `.`, `-`, `_` and `+`.
    pub message_id: String,
    /// The reader's e-mail address.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The same letter as HTML.
    pub html: String,
}

/// Why a letter did not go out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct MailFault {
    /// Whether trying again is of no use.
    pub permanent: bool,
    /// Whether no mail server answered at all: the letter itself had no part in it.
    pub away: bool,
    /// What went wrong, for the operator.
    pub words: String,
}

/// Why a mail setting cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailSettingFault {
    /// The setting is none of the known forms.
    #[error(
        "mail must be `dir:FOLDER`, `smtp://user:password@host:port` or `smtps://user:password@host:port`"
    )]
    Unknown,
    /// The sender is no mailbox.
    #[error(
        "the sender of mail must be an address like `office@example.org` or `Office <office@example.org>`"
    )]
    Sender,
}

/// Where letters go.
pub struct Mailer {
    from: Mailbox,
    way: Way,
    patience: Duration,
}

enum Way {
    Folder(PathBuf),
    Smtp(Smtp),
}

impl Mailer {
    /// The mailer that a setting names: `dir:FOLDER`, `smtp://…` or `smtps://…`.
    ///
    /// `smtps` is encrypted from the first byte; `smtp` by STARTTLS, which the server must then offer, except to this
    /// machine itself (`localhost`, a loopback address), where it stays plain.
    pub fn from_setting(setting: &str, from: &str) -> Result<Self, MailSettingFault> {
        let from = from.parse().map_err(|_| MailSettingFault::Sender)?;
        let way = match setting.split_once(':') {
            Some(("dir", folder)) if !folder.is_empty() => Way::Folder(PathBuf::from(folder)),
            Some(("smtp" | "smtps", _)) => Way::Smtp(Smtp::at(setting).ok_or(MailSettingFault::Unknown)?),
            Some(_) | None => return Err(MailSettingFault::Unknown),
        };
        Ok(Self { from, way, patience: PATIENCE })
    }

    /// Sends a letter, dated `now`.
    pub async fn send(&self, letter: &OutgoingLetter, now: DateTime<Utc>) -> Result<(), MailFault> {
        let message = letter::compose(letter, &self.from, now)?;
        match &self.way {
            Way::Folder(folder) => folder::lay(folder.clone(), &letter.message_id, &message, now).await,
            Way::Smtp(smtp) => match tokio::time::timeout(self.patience, smtp.send(message)).await {
                Ok(sent) => sent,
                Err(_) => Err(MailFault::away("Почтовый сервер не ответил вовремя")),
            },
        }
    }
}

impl MailFault {
    fn passing(words: impl Into<String>) -> Self {
        Self { permanent: false, away: false, words: words.into() }
    }

    fn away(words: impl Into<String>) -> Self {
        Self { away: true, ..Self::passing(words) }
    }

    fn permanent(words: impl Into<String>) -> Self {
        Self { permanent: true, ..Self::passing(words) }
    }
}

#[cfg(test)]
mod tests;
