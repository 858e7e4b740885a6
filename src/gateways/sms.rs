//! SMS: sends a message through a gateway, or writes it to a folder where the demo and the tests read it.

mod gateway;

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};

use self::gateway::Gateway;
use super::SendingFault;
use super::durable::{self, Readers};

/// The timeout for sending one message.
const PATIENCE: Duration = Duration::from_secs(20);

/// A message ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingSms {
    /// The message's id, the same at every attempt, of signs that a file name may have.
    pub id: String,
    /// The number.
    pub to: String,
    /// The text.
    pub text: String,
}

/// An error in the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "REGISTRAR_SMS must be `dir:FOLDER` or `https://TOKEN@gateway.example/path`; plain `http://` only to this machine"
)]
pub struct SmsSettingFault;

/// The way of messages, by a setting.
pub struct Sms {
    way: SmsWay,
    patience: Duration,
}

enum SmsWay {
    Folder(PathBuf),
    Gateway(Gateway),
}

impl Sms {
    /// The way of a setting: `dir:FOLDER` or the URL of a gateway.
    pub fn from_setting(setting: &str) -> Result<Self, SmsSettingFault> {
        let way = match setting.split_once(':') {
            Some(("dir", folder)) if !folder.is_empty() => SmsWay::Folder(PathBuf::from(folder)),
            Some(_) | None => SmsWay::Gateway(Gateway::at(setting).ok_or(SmsSettingFault)?),
        };
        Ok(Self { way, patience: PATIENCE })
    }

    /// The same with another patience.
    #[must_use]
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sends a message.
    pub async fn send(&self, message: &OutgoingSms, now: DateTime<Utc>) -> Result<(), SendingFault> {
        match &self.way {
            SmsWay::Folder(folder) => lay(folder.clone(), message, now).await,
            SmsWay::Gateway(gateway) => gateway.send(message, self.patience).await,
        }
    }
}

/// Writes a message as one file. The second writing of an id replaces the first.
async fn lay(folder: PathBuf, message: &OutgoingSms, now: DateTime<Utc>) -> Result<(), SendingFault> {
    let file = folder.join(format!("{}.txt", message.id));
    let text = format!("{}\n{}\n\n{}\n", message.to, now.to_rfc3339(), message.text);
    let laid = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        let _lock = durable::lock(&folder.join(".lock"))?;
        durable::put(&file, text.as_bytes(), Readers::Ourselves)
    });
    laid.await
        .unwrap_or_else(|_| Err(std::io::ErrorKind::Interrupted.into()))
        .map_err(|error| SendingFault::passing(format!("SMS не удалось записать в папку ({error})")))
}

#[cfg(test)]
mod tests;
