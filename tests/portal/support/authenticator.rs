//! A device with a passkey, as a browser reaches it: it answers the options of the portal with JSON.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value as Cbor;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The owner was there, and was verified; the data describe a key.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// A device with one passkey.
#[derive(Clone)]
pub(crate) struct Authenticator {
    /// The private half of the key.
    pub(crate) signing: SigningKey,
    /// The name of the key.
    pub(crate) id: Vec<u8>,
    /// The name of the owner, as the portal gave it.
    pub(crate) handle: Option<String>,
    /// How often the key was used.
    pub(crate) counter: u32,
    /// Whether the owner is verified.
    pub(crate) verified: bool,
    /// The site on which the browser is.
    pub(crate) origin: &'static str,
}

impl Authenticator {
    /// A device whose key is made of this number.
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            signing: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 16],
            handle: None,
            counter: 1,
            verified: true,
            origin: "http://localhost:8080",
        }
    }

    /// Makes a key.
    pub(crate) fn make(&mut self, options: &Value) -> String {
        self.handle = options["user"]["id"].as_str().map(str::to_owned);
        let client = self.client_data("webauthn.create", options);
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(written(&self.public_key()));
        let attestation = Cbor::Map(vec![
            (text("fmt"), text("none")),
            (text("attStmt"), Cbor::Map(Vec::new())),
            (text("authData"), Cbor::Bytes(data)),
        ]);
        let response = json!({
            "clientDataJSON": encoded(&client), "attestationObject": encoded(&written(&attestation)), "transports": ["internal"],
        });
        self.answer(&response, &json!({ "credProps": { "rk": true } }))
    }

    /// Proves the key, once more.
    pub(crate) fn prove(&mut self, options: &Value) -> String {
        self.counter += 1;
        let client = self.client_data("webauthn.get", options);
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.signing.sign(&signed);
        let response = json!({
            "clientDataJSON": encoded(&client), "authenticatorData": encoded(&data),
            "signature": encoded(signature.to_der().as_bytes()), "userHandle": self.handle,
        });
        self.answer(&response, &json!({}))
    }

    fn answer(&self, response: &Value, extensions: &Value) -> String {
        let id = encoded(&self.id);
        let answer = json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform",
            "response": response, "clientExtensionResults": extensions,
        });
        answer.to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    fn data(&self, site: &str, more: u8) -> Vec<u8> {
        let flags = PRESENT | more | if self.verified { VERIFIED } else { 0 };
        let mut data = Sha256::digest(site.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The public key in COSE: ES256 over P-256.
    fn public_key(&self) -> Cbor {
        let point = self.signing.verifying_key().to_sec1_point(false);
        let half = |half: &[u8]| Cbor::Bytes(half.to_vec());
        let entry = |name: i64, value: Cbor| (Cbor::from(name), value);
        Cbor::Map(vec![
            entry(1, 2.into()),
            entry(3, (-7).into()),
            entry(-1, 1.into()),
            entry(-2, half(point.x().unwrap())),
            entry(-3, half(point.y().unwrap())),
        ])
    }
}

fn text(text: &str) -> Cbor {
    Cbor::Text(text.to_owned())
}

fn written(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
