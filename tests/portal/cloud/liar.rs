//! A provider of `OpenID` Connect that tells the truth until it is told to lie. It verifies what we owe it: our secret, the
//! verifier of the walk, and that a code is used once.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration as Time;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use registrar::gateways::cloud::CloudSetting;
use ring::hmac;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::Notify;
use url::Url;

/// The key of somebody else.
static FOREIGN: LazyLock<SigningKey> = LazyLock::new(|| key(9));

/// Our name and our secret there.
const CLIENT: &str = "registrar";
const SECRET: &str = "between/us:two";

/// What is wrong with a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lie {
    /// Nothing.
    Nothing,
    /// The token was made for another walk.
    Nonce,
    /// Another issuer's token.
    Issuer,
    /// A token for another service.
    Audience,
    /// A token for two services.
    TwoAudiences,
    /// A token that was made out to another service.
    Party,
    /// A token that is over.
    Expired,
    /// A token of the future.
    Future,
    /// A token without a signature.
    NoSignature,
    /// A token that is signed with the secret that we share.
    OurSecret,
    /// A token that is signed with the public key as if that were a secret.
    PublicKey,
    /// A token that is signed by somebody else under the same name.
    ForeignKey,
    /// A token whose signature has one bit more.
    DamagedSignature,
    /// A token whose claims were changed after it was signed.
    DamagedClaims,
    /// No token at all.
    NoToken,
    /// What it publishes names another issuer.
    OtherMetadata,
    /// It does not answer.
    Hangs,
    /// It fails.
    Broken,
    /// It never stops answering.
    Endless,
    /// It leads elsewhere.
    Redirects,
}

/// What was agreed to for a code.
struct Grant {
    nonce: String,
    challenge: String,
    subject: String,
    at: DateTime<Utc>,
}

struct Inner {
    issuer: String,
    key: Mutex<(String, SigningKey)>,
    lie: Mutex<Lie>,
    grants: Mutex<HashMap<String, Grant>>,
    /// How often what it publishes was asked for.
    asked: Mutex<u32>,
    /// Somebody waits for it in vain.
    hanging: Notify,
}

/// The provider; it ends with the test.
pub(super) struct Liar(Arc<Inner>);

impl Liar {
    pub(super) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inner = Arc::new(Inner {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            key: Mutex::new(("key-1".to_owned(), key(1))),
            lie: Mutex::new(Lie::Nothing),
            grants: Mutex::default(),
            asked: Mutex::default(),
            hanging: Notify::new(),
        });
        let door = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&inner));
        tokio::spawn(async move { axum::serve(listener, door).await.unwrap() });
        Self(inner)
    }

    pub(super) fn issuer(&self) -> String {
        self.0.issuer.clone()
    }

    /// The provider as a setting of ours.
    pub(super) fn setting(&self, partner: Option<&str>) -> CloudSetting {
        CloudSetting {
            issuer: self.issuer(),
            client_id: CLIENT.to_owned(),
            client_secret: SecretString::from(SECRET),
            name: "Облако".to_owned(),
            partner: partner.map(str::to_owned),
        }
    }

    /// From now on it lies so.
    pub(super) fn tells(&self, lie: Lie) {
        *self.0.lie.lock().unwrap() = lie;
    }

    /// Signs with another key from now on.
    pub(super) fn rotates(&self) {
        *self.0.key.lock().unwrap() = ("key-2".to_owned(), key(2));
    }

    /// How often what it publishes was asked for.
    pub(super) fn asked(&self) -> u32 {
        *self.0.asked.lock().unwrap()
    }

    /// Waits until somebody waits for it in vain.
    pub(super) async fn hangs(&self) {
        self.0.hanging.notified().await;
    }

    /// Somebody agrees there: the path to which their browser is sent back.
    pub(super) fn consent(&self, address: &str, subject: &str, at: DateTime<Utc>) -> String {
        let url = Url::parse(address).unwrap();
        let asked: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", CLIENT));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["redirect_uri"], "http://localhost:8080/cloud/callback");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"), "{address}");
        let mut grants = self.0.grants.lock().unwrap();
        let code = format!("code-{}", &asked["state"][..16]);
        let (nonce, challenge) = (asked["nonce"].clone(), asked["code_challenge"].clone());
        grants.insert(code.clone(), Grant { nonce, challenge, subject: subject.to_owned(), at });
        format!("/cloud/callback?code={code}&state={}", asked["state"])
    }
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

async fn metadata(State(inner): State<Arc<Inner>>) -> Response {
    *inner.asked.lock().unwrap() += 1;
    let lie = *inner.lie.lock().unwrap();
    let issuer = if lie == Lie::OtherMetadata { "http://127.0.0.1:1" } else { &inner.issuer };
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{}/authorize", inner.issuer),
        "token_endpoint": format!("{}/token", inner.issuer),
        "jwks_uri": format!("{}/keys", inner.issuer),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
    }))
    .into_response()
}

async fn keys(State(inner): State<Arc<Inner>>) -> Json<Value> {
    let (name, key) = inner.key.lock().unwrap().clone();
    Json(json!({ "keys": [published(&name, &key)] }))
}

fn published(name: &str, key: &SigningKey) -> Value {
    let point = key.verifying_key().to_sec1_point(false);
    let part = |from: usize| URL_SAFE_NO_PAD.encode(&point.as_bytes()[from..from + 32]);
    json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": name, "x": part(1), "y": part(33) })
}

async fn token(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: String) -> Response {
    let lie = *inner.lie.lock().unwrap();
    if lie == Lie::Hangs {
        inner.hanging.notify_one();
        tokio::time::sleep(Time::from_mins(10)).await;
    } else if lie == Lie::Broken {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    } else if lie == Lie::Redirects {
        return Redirect::to(&format!("{}/elsewhere", inner.issuer)).into_response();
    } else if lie == Lie::Endless {
        let more = Ok::<_, std::convert::Infallible>(Bytes::from_static(&[b' '; 4096]));
        let endless = Body::from_stream(futures_util::stream::repeat(more));
        return ([(header::CONTENT_TYPE, "application/json")], endless).into_response();
    }
    let typed: HashMap<String, String> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let right = format!("Basic {}", STANDARD.encode("registrar:between%2Fus%3Atwo"));
    let known = headers.get(header::AUTHORIZATION).is_some_and(|sent| *sent == right);
    let grant = inner.grants.lock().unwrap().remove(&typed["code"]);
    let verified =
        |grant: &Grant| grant.challenge == URL_SAFE_NO_PAD.encode(Sha256::digest(&typed["code_verifier"]));
    let Some(grant) = grant.filter(verified).filter(|_| known) else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    };
    let mut answer = json!({ "access_token": "t", "token_type": "Bearer", "expires_in": 300 });
    if lie != Lie::NoToken {
        let (name, key) = inner.key.lock().unwrap().clone();
        answer["id_token"] = json!(signed(lie, &name, &key, &claims(&inner.issuer, lie, &grant)));
    }
    Json(answer).into_response()
}

fn claims(issuer: &str, lie: Lie, grant: &Grant) -> Value {
    let at = grant.at.timestamp();
    let mut claims = json!({
        "iss": issuer, "aud": CLIENT, "sub": grant.subject, "nonce": grant.nonce,
        "iat": at, "exp": at + 300, "name": "Анна Петрова",
        // An address that is somebody's here: it opens nothing.
        "email": "staff@forsait.example", "email_verified": true,
    });
    for (told, name, value) in [
        (Lie::Nonce, "nonce", json!("another")),
        (Lie::Issuer, "iss", json!(format!("{issuer}/"))),
        (Lie::Audience, "aud", json!("another")),
        (Lie::TwoAudiences, "aud", json!([CLIENT, "another"])),
        (Lie::Party, "azp", json!("another")),
        (Lie::Expired, "exp", json!(at)),
        (Lie::Future, "iat", json!(at + 120)),
    ] {
        if lie == told {
            claims[name] = value;
        }
    }
    claims
}

/// A token as a lie signs it.
fn signed(lie: Lie, name: &str, key: &SigningKey, claims: &Value) -> String {
    let by_a_secret = matches!(lie, Lie::OurSecret | Lie::PublicKey);
    let algorithm = if lie == Lie::NoSignature {
        "none"
    } else if by_a_secret {
        "HS256"
    } else {
        "ES256"
    };
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(&json!({ "alg": algorithm, "typ": "JWT", "kid": name }));
    let what = format!("{head}.{}", part(claims));
    let by_secret = |secret: &[u8]| {
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), what.as_bytes()).as_ref().to_vec()
    };
    let by_key = |key: &SigningKey| {
        let signature: Signature = key.sign(what.as_bytes());
        signature.to_bytes().to_vec()
    };
    let mut signature = if lie == Lie::NoSignature {
        Vec::new()
    } else if lie == Lie::OurSecret {
        by_secret(SECRET.as_bytes())
    } else if lie == Lie::PublicKey {
        by_secret(published(name, key).to_string().as_bytes())
    } else {
        by_key(if lie == Lie::ForeignKey { &FOREIGN } else { key })
    };
    if lie == Lie::DamagedSignature {
        signature[40] ^= 1;
    }
    let signature = URL_SAFE_NO_PAD.encode(signature);
    if lie == Lie::DamagedClaims {
        let mut other = claims.clone();
        other["sub"] = json!("somebody-else");
        return format!("{head}.{}.{signature}", part(&other));
    }
    format!("{what}.{signature}")
}
