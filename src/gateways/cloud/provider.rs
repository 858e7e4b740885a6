//! One provider: what it publishes of itself, and what its tokens say.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration as Time;

use chrono::{DateTime, Duration, Utc};
use http_body_util::Full;
use hyper::body::Bytes;
use openidconnect::core::{
    CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreProviderMetadata,
};
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, ErrorResponse, HttpRequest, HttpResponse,
    IssuerUrl, Nonce, PkceCodeVerifier, RedirectUrl, RequestTokenError, SignatureVerificationError,
    TokenResponse as _,
};
use secrecy::ExposeSecret as _;

use super::{CloudFault, CloudPerson, CloudSetting, WalkWords};
use crate::gateways::http::{self, HttpFault, Most};

/// The limit of an answer: the keys and the tokens of a provider are a few kilobytes.
const MOST: Most = Most { bytes: 256 * 1024, time: Time::from_secs(10) };
/// How long what a provider publishes of itself is believed.
const REMEMBERED: Duration = Duration::hours(1);
/// By how much the clock of a provider may be fast.
const FAST: Duration = Duration::minutes(1);
/// The most signs of a subject (`OpenID` Connect Core, 2) and of a name.
const SUBJECT_MOST: usize = 255;
const LABEL_MOST: usize = 120;

/// The signatures that are believed: whoever can verify one must not be able to make one.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Our side of a provider whose addresses are known.
pub(super) type OurClient = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What a provider published of itself, and when it was asked.
type Published = (DateTime<Utc>, Arc<CoreProviderMetadata>);

/// A provider.
pub(super) struct Provider {
    pub(super) setting: CloudSetting,
    /// Where it sends people back to.
    callback: String,
    published: Mutex<Option<Published>>,
}

impl Provider {
    pub(super) fn new(setting: CloudSetting, callback: String) -> Self {
        Self { setting, callback, published: Mutex::default() }
    }

    /// What it publishes of itself. Nobody waits for somebody else's question.
    pub(super) async fn known(&self, now: DateTime<Utc>) -> Result<Arc<CoreProviderMetadata>, CloudFault> {
        let published = self.published.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match published {
            Some((at, known)) if (now - at).abs() < REMEMBERED => Ok(known),
            Some(_) | None => self.look(now).await,
        }
    }

    async fn look(&self, now: DateTime<Utc>) -> Result<Arc<CoreProviderMetadata>, CloudFault> {
        let issuer = IssuerUrl::new(self.setting.issuer.clone());
        let issuer = issuer.map_err(|error| CloudFault::Away(error.to_string()))?;
        let known = CoreProviderMetadata::discover_async(issuer, self).await;
        let known = Arc::new(known.map_err(unpublished)?);
        if !self.is_secure(known.authorization_endpoint().url().as_str()) {
            return Err(CloudFault::Untrusted("its pages are not encrypted".to_owned()));
        }
        let published = Some((now, Arc::clone(&known)));
        *self.published.lock().unwrap_or_else(PoisonError::into_inner) = published;
        Ok(known)
    }

    /// Whether an address is as safe as the issuer's.
    fn is_secure(&self, address: &str) -> bool {
        address.starts_with("https://") || self.setting.issuer.starts_with("http://")
    }

    /// Asks the provider by the client of the house. An answer that leads elsewhere or tells of trouble is none.
    async fn ask(&self, question: HttpRequest) -> Result<HttpResponse, HttpFault> {
        if !self.is_secure(&question.uri().to_string()) {
            return Err(HttpFault::Unreachable("the address is not encrypted".to_owned()));
        }
        let answer = http::ask(question.map(|body| Full::new(Bytes::from(body))), MOST).await?;
        let status = answer.status();
        if status.is_server_error() || status.is_redirection() {
            return Err(HttpFault::Lost(format!("status {status}")));
        }
        Ok(answer)
    }

    pub(super) fn client(&self, known: &CoreProviderMetadata) -> Result<OurClient, CloudFault> {
        let secret = ClientSecret::new(self.setting.client_secret.expose_secret().to_owned());
        let back = RedirectUrl::new(self.callback.clone());
        let back = back.map_err(|error| CloudFault::Away(error.to_string()))?;
        let id = ClientId::new(self.setting.client_id.clone());
        let client = CoreClient::from_provider_metadata(known.clone(), id, Some(secret));
        let basic = |ways: &Vec<_>| ways.contains(&CoreClientAuthMethod::ClientSecretBasic);
        let way = if known.token_endpoint_auth_methods_supported().is_none_or(basic) {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        Ok(client.set_auth_type(way).set_redirect_uri(back))
    }

    /// Changes a code into a token, and believes it when everything about it is right. Where its key is not known, what the
    /// provider publishes is asked for once more.
    pub(super) async fn prove(
        &self,
        code: &str,
        words: &WalkWords,
        now: DateTime<Utc>,
    ) -> Result<CloudPerson, CloudFault> {
        let client = self.client(self.known(now).await?.as_ref())?;
        let changing = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let changing = changing.map_err(|error| CloudFault::Away(error.to_string()))?;
        let verifier = PkceCodeVerifier::new(words.verifier.clone());
        let answer = changing.set_pkce_verifier(verifier).request_async(self).await;
        let answer = answer.map_err(unchanged)?;
        let token = answer.id_token().ok_or_else(|| CloudFault::Untrusted("no token".to_owned()))?;
        match self.believed(&client, token, words, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let client = self.client(self.look(now).await?.as_ref())?;
                self.believed(&client, token, words, now)
            }
            believed => believed,
        }
        .map_err(|error| CloudFault::Untrusted(error.to_string()))
    }

    fn believed(
        &self,
        client: &OurClient,
        token: &CoreIdToken,
        words: &WalkWords,
        now: DateTime<Utc>,
    ) -> Result<CloudPerson, ClaimsVerificationError> {
        let late = move |at: DateTime<Utc>| {
            if at > now + FAST { Err(format!("issued in the future, at {at}")) } else { Ok(()) }
        };
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(SIGNATURES)
            .set_time_fn(move || now)
            .set_issue_time_verifier_fn(late);
        let claims = token.claims(&verifier, &Nonce::new(words.nonce.clone()))?;
        if claims.authorized_party().is_some_and(|party| party.as_str() != self.setting.client_id) {
            return Err(ClaimsVerificationError::InvalidAudience("made out to another party".to_owned()));
        }
        let subject = claims.subject().as_str();
        if subject.is_empty() || subject.chars().count() > SUBJECT_MOST || subject.contains(char::is_control)
        {
            return Err(ClaimsVerificationError::InvalidSubject("no subject of a person".to_owned()));
        }
        Ok(CloudPerson { subject: subject.to_owned(), label: label(claims) })
    }
}

impl<'c> AsyncHttpClient<'c> for Provider {
    type Error = HttpFault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFault>> + Send + 'c>>;

    fn call(&'c self, question: HttpRequest) -> Self::Future {
        Box::pin(self.ask(question))
    }
}

/// What the person is called there.
fn label(claims: &CoreIdTokenClaims) -> String {
    let name = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str());
    let login = claims.preferred_username().map(|login| login.as_str());
    let called = [name, login].into_iter().flatten().map(str::trim).find(|called| !called.is_empty());
    let called = called.unwrap_or_else(|| claims.subject().as_str());
    called.replace(char::is_control, " ").chars().take(LABEL_MOST).collect()
}

/// Why a provider published nothing that can be used.
fn unpublished(error: DiscoveryError<HttpFault>) -> CloudFault {
    if let DiscoveryError::Request(fault) = error {
        CloudFault::Away(fault.to_string())
    } else if let DiscoveryError::Validation(words) = error {
        CloudFault::Untrusted(words)
    } else {
        CloudFault::Away(error.to_string())
    }
}

/// Why a code was not changed into a token.
fn unchanged<E: ErrorResponse + 'static>(error: RequestTokenError<HttpFault, E>) -> CloudFault {
    if let RequestTokenError::Request(fault) = error {
        CloudFault::Away(fault.to_string())
    } else if let RequestTokenError::ServerResponse(_) = error {
        CloudFault::Refused(error.to_string())
    } else {
        CloudFault::Untrusted(error.to_string())
    }
}
