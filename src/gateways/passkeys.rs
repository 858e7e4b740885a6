//! Passkeys (`WebAuthn`): what a browser asks a device for, and whether its answer proves the key. Options and answers are
//! JSON, as browsers write and read it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The name under which devices show whose keys these are.
const RELYING_PARTY: &str = "Регистратор";

/// The reader of passkeys; none where the office has no name, since a key belongs to a name and not to a number.
#[derive(Clone, Debug, Default)]
pub struct Passkeys(Option<Webauthn>);

/// Why an answer proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFault {
    /// No keys are possible at this address.
    #[error("no passkeys at an address without a name")]
    Impossible,
    /// It is no answer to this question.
    #[error("the answer proves nothing")]
    Unproven,
    /// It is right, but the counter of the key went backwards: somebody seems to have a copy of it.
    #[error("the counter of the key went backwards")]
    Copied,
}

/// Whose key a device shall make.
#[derive(Clone, Copy, Debug)]
pub struct KeyOwner<'a> {
    /// The name that devices have for the owner: random, so that it tells nothing.
    pub handle: &'a str,
    /// The login.
    pub login: &'a str,
    /// The name for people.
    pub name: &'a str,
}

/// A question to a device.
#[derive(Clone, Debug)]
pub struct DeviceQuestion {
    /// What the browser gets.
    pub options: Value,
    /// What must be remembered until the answer comes.
    pub state: String,
}

/// A key that a device has made.
#[derive(Clone, Debug)]
pub struct MadeKey {
    /// Its own name.
    pub credential_id: String,
    /// The public half with its counter.
    pub credential: String,
}

/// An answer of a device that was not checked yet.
#[derive(Clone, Debug)]
pub struct DeviceAnswer(PublicKeyCredential);

impl Passkeys {
    /// The reader for an office at this address.
    #[must_use]
    pub fn at(public_url: &Url) -> Self {
        let reader = public_url.domain().and_then(|name| {
            let builder = WebauthnBuilder::new(name, public_url).ok()?;
            builder.rp_name(RELYING_PARTY).build().ok()
        });
        Self(reader)
    }

    /// Whether keys are possible at this address.
    #[must_use]
    pub fn are_possible(&self) -> bool {
        self.0.is_some()
    }

    /// Asks for a new key; a device that holds one of these has to refuse.
    pub fn ask_to_make(&self, owner: &KeyOwner<'_>, held: &[String]) -> Result<DeviceQuestion, PasskeyFault> {
        let held = held.iter().map(|held| Ok(read::<Passkey>(held)?.cred_id().clone()));
        let held = held.collect::<Result<Vec<_>, PasskeyFault>>()?;
        let handle = Uuid::parse_str(owner.handle).map_err(|_| PasskeyFault::Unproven)?;
        let begun = self.reader()?.start_passkey_registration(handle, owner.login, owner.name, Some(held));
        let (options, state) = begun.map_err(|error| unproven(&error))?;
        let mut options = inner(&options)?;
        // Only a key that the device keeps by itself can sign in where no login was typed. One that it cannot keep still
        // serves as the second step, so this is asked for and not required.
        options["authenticatorSelection"]["residentKey"] = json!("preferred");
        Ok(DeviceQuestion { options, state: written(&state)? })
    }

    /// The key that was made.
    pub fn made(&self, state: &str, answer: &str) -> Result<MadeKey, PasskeyFault> {
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let state: PasskeyRegistration = read(state)?;
        let made = self.reader()?.finish_passkey_registration(&answer, &state);
        let made = made.map_err(|error| unproven(&error))?;
        Ok(MadeKey { credential_id: named(made.cred_id()), credential: written(&made)? })
    }

    /// Asks for a proof: of one of these keys, or of any that the device keeps.
    pub fn ask_to_prove(&self, held: &[String]) -> Result<DeviceQuestion, PasskeyFault> {
        let begun = self.reader()?.start_discoverable_authentication();
        let (options, state) = begun.map_err(|error| unproven(&error))?;
        let mut options = inner(&options)?;
        let held = held.iter().map(|held| {
            let id = named(read::<Passkey>(held)?.cred_id());
            Ok(json!({ "type": "public-key", "id": id }))
        });
        options["allowCredentials"] = Value::Array(held.collect::<Result<_, PasskeyFault>>()?);
        Ok(DeviceQuestion { options, state: written(&state)? })
    }

    /// Checks an answer with the key that it names; answers with the key and its counter as they are now.
    pub fn proven(
        &self,
        state: &str,
        answer: &DeviceAnswer,
        credential: &str,
    ) -> Result<String, PasskeyFault> {
        let state: DiscoverableAuthentication = read(state)?;
        let mut key: Passkey = read(credential)?;
        let proof = self.reader()?.finish_discoverable_authentication_v2(&answer.0, state, &key);
        let proof = proof.map_err(|error| unproven(&error))?;
        key.update_credential(&proof);
        written(&key)
    }

    fn reader(&self) -> Result<&Webauthn, PasskeyFault> {
        self.0.as_ref().ok_or(PasskeyFault::Impossible)
    }
}

impl DeviceAnswer {
    /// Reads an answer; it is not checked by that.
    pub fn read(answer: &str) -> Result<Self, PasskeyFault> {
        read(answer).map(Self)
    }

    /// The name of the key that answers.
    #[must_use]
    pub fn credential_id(&self) -> String {
        named(self.0.get_credential_id())
    }

    /// The name that the device has for the owner, if it says one.
    #[must_use]
    pub fn user_handle(&self) -> Option<String> {
        let handle = self.0.get_user_unique_id()?;
        Uuid::from_slice(handle).ok().map(|handle| handle.to_string())
    }
}

fn unproven(error: &WebauthnError) -> PasskeyFault {
    if matches!(error, WebauthnError::CredentialPossibleCompromise) {
        return PasskeyFault::Copied;
    }
    tracing::info!(%error, "the answer of a passkey proves nothing");
    PasskeyFault::Unproven
}

/// What the browser's own reader takes: the options without what wraps them.
fn inner(options: &impl Serialize) -> Result<Value, PasskeyFault> {
    let mut whole = serde_json::to_value(options).map_err(|_| PasskeyFault::Unproven)?;
    Ok(whole["publicKey"].take())
}

fn named(credential_id: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(credential_id)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyFault> {
    serde_json::from_str(text).map_err(|_| PasskeyFault::Unproven)
}

fn written(value: &impl Serialize) -> Result<String, PasskeyFault> {
    serde_json::to_string(value).map_err(|_| PasskeyFault::Unproven)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_belong_to_an_office_with_a_name() {
        for (url, possible) in [
            ("http://localhost:8080", true),
            ("https://registrar.example/", true),
            ("http://127.0.0.1:8080", false),
            ("http://[::1]:8080", false),
        ] {
            assert_eq!(Passkeys::at(&url.parse().unwrap()).are_possible(), possible, "{url}");
        }
        assert!(matches!(Passkeys::default().ask_to_prove(&[]), Err(PasskeyFault::Impossible)));
    }

    #[test]
    fn a_device_is_asked_to_verify_its_owner_and_to_keep_the_key() {
        let passkeys = Passkeys::at(&"http://localhost:8080".parse().unwrap());
        let handle = crate::gateways::tokens::guid();
        let owner = KeyOwner { handle: &handle, login: "staff", name: "Ольга" };
        let making = passkeys.ask_to_make(&owner, &[]).unwrap().options;
        assert_eq!(making["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(making["authenticatorSelection"]["residentKey"], "preferred");
        assert_eq!(making["rp"]["id"], "localhost");
        let proving = passkeys.ask_to_prove(&[]).unwrap().options;
        assert_eq!(proving["userVerification"], "required");
        assert_eq!(proving["allowCredentials"], json!([]));
    }
}
