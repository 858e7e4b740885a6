//! Clouds: providers of `OpenID` Connect with which people sign in. Of a provider only this is believed: that whoever came
//! back with this code has this subject there.

mod provider;

use std::time::Duration;

use chrono::{DateTime, Utc};
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope};
use secrecy::SecretString;

use self::provider::Provider;
use super::tokens::keyed_digest;

/// The timeout of whatever is asked of a provider for one page.
const PATIENCE: Duration = Duration::from_secs(10);

/// A provider, as the installation names it.
#[derive(Clone, Debug)]
pub struct CloudSetting {
    /// Its issuer, sign by sign as its tokens spell it.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: SecretString,
    /// What people call it.
    pub name: String,
    /// The code of the partner for whose employees alone it is.
    pub partner: Option<String>,
}

/// Why a provider did not prove anything; the words are for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CloudFault {
    /// It did not answer, not in time, or not as a provider does.
    #[error("away: {0}")]
    Away(String),
    /// It does not know the code, or it was used before.
    #[error("refused: {0}")]
    Refused(String),
    /// What it said does not hold.
    #[error("untrusted: {0}")]
    Untrusted(String),
}

/// Whom a provider named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudPerson {
    /// The subject: with the issuer the name of an account there.
    pub subject: String,
    /// What the person is called there.
    pub label: String,
}

/// The words of one walk to a provider and back. The other two are made of the state by the secret of the installation, so
/// none of them is kept.
#[derive(Clone)]
pub struct WalkWords {
    /// What the provider hands back with the code.
    pub state: String,
    nonce: String,
    verifier: String,
}

impl WalkWords {
    /// The words that belong to a state.
    #[must_use]
    pub fn of(state: &str, secret: &[u8]) -> Self {
        let word = |what| keyed_digest(secret, &["cloud", what, state]);
        Self { state: state.to_owned(), nonce: word("nonce"), verifier: word("verifier") }
    }
}

/// The providers of the installation.
pub struct Clouds {
    providers: Vec<Provider>,
    patience: Duration,
}

impl Clouds {
    /// The providers of these settings, which send people back to this address of ours.
    #[must_use]
    pub fn new(settings: Vec<CloudSetting>, callback: &str) -> Self {
        let providers = settings.into_iter().map(|setting| Provider::new(setting, callback.to_owned()));
        Self { providers: providers.collect(), patience: PATIENCE }
    }

    /// The same with another patience.
    #[must_use]
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// All of them, in the order of the setting.
    pub fn all(&self) -> impl Iterator<Item = &CloudSetting> {
        self.providers.iter().map(|provider| &provider.setting)
    }

    /// The one with this issuer.
    #[must_use]
    pub fn find(&self, issuer: &str) -> Option<&CloudSetting> {
        self.provider(issuer).map(|provider| &provider.setting)
    }

    fn provider(&self, issuer: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.setting.issuer == issuer)
    }

    /// The address at which a provider asks who it is, and from which it sends the person back.
    pub async fn address(
        &self,
        issuer: &str,
        words: &WalkWords,
        now: DateTime<Utc>,
    ) -> Result<String, CloudFault> {
        let provider = self.provider(issuer).ok_or_else(unknown)?;
        let known = self.patiently(provider.known(now)).await?;
        let client = provider.client(&known)?;
        let (state, nonce) = (words.state.clone(), words.nonce.clone());
        let verifier = PkceCodeVerifier::new(words.verifier.clone());
        let (address, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.into())
    }

    /// Whom the provider means by a code.
    pub async fn prove(
        &self,
        issuer: &str,
        code: &str,
        words: &WalkWords,
        now: DateTime<Utc>,
    ) -> Result<CloudPerson, CloudFault> {
        let provider = self.provider(issuer).ok_or_else(unknown)?;
        self.patiently(provider.prove(code, words, now)).await
    }

    async fn patiently<T>(
        &self,
        asking: impl Future<Output = Result<T, CloudFault>>,
    ) -> Result<T, CloudFault> {
        let late = |_| Err(CloudFault::Away("no answer in time".to_owned()));
        tokio::time::timeout(self.patience, asking).await.unwrap_or_else(late)
    }
}

fn unknown() -> CloudFault {
    CloudFault::Away("the provider is not configured any more".to_owned())
}
