//! Why a letter or an SMS was not sent.

/// Why a letter or an SMS was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct SendingFault {
    /// Whether a retry cannot succeed.
    pub permanent: bool,
    /// Whether the service did not answer at all; the message is not the cause.
    pub away: bool,
    /// What went wrong, for the operator.
    pub words: String,
}

impl SendingFault {
    /// No way of sending is set up in this process.
    #[must_use]
    pub fn nowhere() -> Self {
        Self::passing("В этом обработчике отправка SMS не настроена")
    }

    pub(super) fn passing(words: impl Into<String>) -> Self {
        Self { permanent: false, away: false, words: words.into() }
    }

    pub(super) fn away(words: impl Into<String>) -> Self {
        Self { away: true, ..Self::passing(words) }
    }

    pub(super) fn permanent(words: impl Into<String>) -> Self {
        Self { permanent: true, ..Self::passing(words) }
    }
}
