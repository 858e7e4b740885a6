//! The mailer: sends a letter, or writes it to a folder where the demo and the tests read it.
//!
//! A letter's id is its `Message-ID`. It is the same at every attempt, so that the recipient's mailbox can drop
//! duplicates.

mod folder;
mod letter;
mod smtp;

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;

use self::smtp::Smtp;
use super::SendingFault;

/// The timeout for sending one letter.
const PATIENCE: Duration = Duration::from_secs(20);

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingLetter {
    /// The letter's id in the form `left@right`, of Latin letters, digits, `.`, `-`, `_` and `+`.
    pub message_id: String,
    /// The recipient's e-mail address.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The body as HTML.
    pub html: String,
    /// The file that goes with it.
    pub file: Option<LetterFile>,
    /// The full address that a mail program posts to when its reader wants no more of such letters.
    pub unsubscribe: Option<String>,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFile {
    /// Its name, in Latin letters.
    pub name: String,
    /// Its bytes: a ZIP.
    pub bytes: Vec<u8>,
}

/// An error in a mail setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailSettingFault {
    /// The prefix is unknown.
    #[error(
        "mail must be `dir:FOLDER`, `smtp://user:password@host:port` or `smtps://user:password@host:port`"
    )]
    Unknown,
    /// The sender is no e-mail address.
    #[error(
        "the sender of mail must be an address like `office@example.org` or `Office <office@example.org>`"
    )]
    Sender,
}

/// The mailer of a setting.
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
    /// The mailer of a setting: `dir:FOLDER`, `smtp://…` or `smtps://…`.
    ///
    /// `smtps` is encrypted from the first byte. `smtp` requires STARTTLS, except for this machine (`localhost` or a
    /// loopback address), where it stays plain.
    pub fn from_setting(setting: &str, from: &str) -> Result<Self, MailSettingFault> {
        let Mailbox { name, email } = from.parse().map_err(|_| MailSettingFault::Sender)?;
        let email = letter::reachable(email).ok_or(MailSettingFault::Sender)?;
        let from = Mailbox { name, email };
        let way = match setting.split_once(':') {
            Some(("dir", folder)) if !folder.is_empty() => Way::Folder(PathBuf::from(folder)),
            Some(("smtp" | "smtps", _)) => Way::Smtp(Smtp::at(setting).ok_or(MailSettingFault::Unknown)?),
            Some(_) | None => return Err(MailSettingFault::Unknown),
        };
        Ok(Self { from, way, patience: PATIENCE })
    }

    /// The same mailer with another timeout for one letter.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sends a letter, dated `now`.
    pub async fn send(&self, letter: &OutgoingLetter, now: DateTime<Utc>) -> Result<(), SendingFault> {
        let message = letter::compose(letter, &self.from, now)?;
        match &self.way {
            Way::Folder(folder) => folder::lay(folder.clone(), &letter.message_id, &message, now).await,
            Way::Smtp(smtp) => match tokio::time::timeout(self.patience, smtp.send(message)).await {
                Ok(sent) => sent,
                Err(_) => Err(SendingFault::away("Почтовый сервер не ответил вовремя")),
            },
        }
    }
}

#[cfg(test)]
mod tests;
