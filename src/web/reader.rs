//! The reader: the signed-in viewer with their desk, and the pages in their frame.

mod flash;
mod once;

use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::SignedCookieJar;
use chrono::NaiveDate;
use templates::format::Zone;
use templates::layout::Frame;
use templates::{Page, paths};

pub(super) use flash::{NextFlash, NextFlashUndo};

use super::frame_slot::FrameSlot;
use super::office::WebState;
use super::request_id::request_id;
use super::sent_request::SignedOut;
use super::trouble::{Answer, Trouble};
use crate::domain::month::moscow_day;
use crate::domain::role::Role;
use crate::operations::accounts::{self, Session, Viewer};
use crate::operations::queue::{self, DeskCounts};
use crate::operations::{Desk, Failure, Requester, cabinet, codes};
use crate::present::cabinet::greeted;
use crate::present::frame::{self, Place};

/// The cookie with the session's token.
pub(super) const SESSION: &str = "registrar-session";
/// The header of a request that a page sends by polling.
const POLL: &str = "x-poll";
/// The header that tells a script where to sign in.
const SIGN_IN_AT: &str = "x-sign-in-at";

/// What opens to whoever must set up a second factor: where it is set up, and the way out.
const OPEN_WITHOUT_FACTOR: &[&str] = &[paths::OWN_CODES, "/profile/passkeys", paths::PROOF, paths::SIGN_OUT];

/// The signed-in viewer of a request.
pub(super) struct Reader {
    /// The viewer's desk.
    pub(super) desk: Desk,
    pub(super) session: Session,
    /// The office.
    pub(super) office: WebState,
    /// The organisation in whose name the person works.
    pub(super) organization: String,
    /// The time zone in which times are shown: the partner's, Moscow for all others.
    pub(super) zone: Zone,
    /// The day from which on the person needs a second factor and has none.
    owed: Option<NaiveDate>,
    /// For whom the person stands in, in words.
    stands_in: String,
    /// How many recovery codes are left to whoever signed in with one.
    codes_left: Option<u64>,
    /// The address that was asked for.
    address: String,
    jar: SignedCookieJar,
}

impl FromRequestParts<WebState> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &WebState) -> Result<Self, Response> {
        let Ok(jar) = SignedCookieJar::from_request_parts(parts, office).await;
        let token = jar.get(&office.cookie_name(SESSION)).map(|cookie| cookie.value().to_owned());
        let found = match token {
            Some(token) if parts.headers.contains_key(POLL) => {
                accounts::still_signed_in(office.house(), &token).await.map_err(broken)?
            }
            Some(token) => accounts::signed_in(office.house(), &token).await.map_err(broken)?,
            None => None,
        };
        let Some(viewer) = found else { return Err(to_sign_in(parts)) };
        let Viewer { account, memberships, administers, session, partners, lent } = viewer;
        let desk = Desk::of_person(office.house(), &account, memberships, request_id(&parts.headers));
        let desk = desk.administering(administers).proven(session.proven_at).standing_in(&lent);
        let partner = partners.into_iter().find(|partner| desk.partner() == Some(partner.id));
        let zone = partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
        let organization = match partner {
            Some(partner) => partner.name,
            None if desk.who().role == Role::Client => {
                greeted(&cabinet::organizations(&desk).await.map_err(broken)?)
            }
            None => frame::house_name(desk.who().role).to_owned(),
        };
        let (office, address) = (office.clone(), parts.uri.path().to_owned());
        let owed = accounts::owes_factor(&desk, &account, &lent).await.map_err(broken)?;
        let stands_in = frame::stands_in(&lent);
        let codes_left = codes::left_in(&desk, &session).await.map_err(broken)?;
        let reader =
            Self { desk, session, office, organization, zone, owed, stands_in, codes_left, address, jar };
        if let Some(slot) = parts.extensions.get::<FrameSlot>() {
            slot.put(reader.frame(Place::Elsewhere, None));
        }
        match reader.stopped(parts) {
            Some(answer) => Err(answer),
            None => Ok(reader),
        }
    }
}

impl Reader {
    /// A page in the viewer's frame, with the flash message.
    pub(super) async fn page(&self, page: &impl Page, place: Place) -> Answer {
        self.page_with(StatusCode::OK, page, place).await
    }

    /// Like [`Self::page`], when the counts beside the places are known already.
    pub(super) async fn page_counting(
        &self,
        page: &impl Page,
        place: Place,
        beside: Option<DeskCounts>,
    ) -> Answer {
        self.framed(StatusCode::OK, page, place, beside).await
    }

    /// Like [`Self::page`], with another status: a form shown again with its faults.
    pub(super) async fn page_with(&self, status: StatusCode, page: &impl Page, place: Place) -> Answer {
        self.framed(status, page, place, None).await
    }

    async fn framed(
        &self,
        status: StatusCode,
        page: &impl Page,
        place: Place,
        beside: Option<DeskCounts>,
    ) -> Answer {
        let (flash, jar) = self.take_flash();
        let beside = match beside {
            None if frame::has(&self.desk, Place::Queue) => Some(queue::beside(&self.desk).await?),
            counted => counted,
        };
        let frame = frame::with_calendar(&self.desk, Frame { flash, ..self.frame(place, beside) });
        Ok((status, jar, page.within(&frame)).into_response())
    }

    /// The frame of a page at a place; a page that says what went wrong has it too.
    fn frame(&self, place: Place, beside: Option<DeskCounts>) -> Frame {
        let demo = self.office.settings().demo;
        let bare = self.bare_frame();
        if bare.client.is_some() {
            return Frame { client: Some(frame::client_place(&self.address, demo)), ..bare };
        }
        let mut nav = frame::nav(&self.desk, place, beside);
        nav.extend(demo.then(|| frame::mail(place)));
        let search = frame::search(&self.desk, place);
        Frame { nav, search, ..bare }
    }

    /// The limits' view of the person, who comes from this address.
    pub(super) fn caller<'a>(&'a self, sender: &'a str) -> Requester<'a> {
        let secret = self.office.settings().key.signing();
        Requester { address: sender, secret, request_id: self.desk.request_id() }
    }

    /// From the day on from which a second factor is required, only the pages open on which one is set up.
    fn stopped(&self, parts: &Parts) -> Option<Response> {
        let owes = self.owed.is_some_and(|from| from <= moscow_day(self.desk.now()));
        let open = OPEN_WITHOUT_FACTOR.iter().any(|page| self.address.starts_with(page));
        if !owes || open {
            return None;
        }
        if parts.headers.contains_key("hx-request") {
            return Some((StatusCode::FORBIDDEN, [("hx-redirect", paths::own_codes())]).into_response());
        }
        if parts.method.is_safe() {
            return Some(Redirect::to(&paths::own_codes()).into_response());
        }
        Some(Trouble::MustEnrol.into_response())
    }

    /// From which day on the person needs a second factor, while they have none.
    pub(super) fn owed(&self) -> Option<NaiveDate> {
        self.owed
    }

    /// The value of a cookie of ours.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.jar.get(&self.office.cookie_name(name)).map(|cookie| cookie.value().to_owned())
    }

    /// The secret of the installation.
    pub(super) fn secret(&self) -> &[u8] {
        self.office.settings().key.signing()
    }

    /// The session's CSRF token.
    pub(super) fn csrf(&self) -> String {
        self.session.csrf.clone()
    }

    fn bare_frame(&self) -> Frame {
        let bare = frame::bare(
            &self.desk,
            &self.organization,
            &self.session.csrf,
            &self.address,
            self.office.settings().training_authority,
        );
        let owed = self.owed.map(frame::factor_required);
        let used = self.codes_left.map(frame::recovery_code_used);
        let elsewhere = !self.address.starts_with(paths::OWN_CODES);
        let calls = owed.into_iter().chain(used).filter(|_| elsewhere).collect();
        let stands_in = self.stands_in.clone();
        let reader = bare.reader.map(|reader| templates::layout::Reader { stands_in, ..reader });
        Frame { calls, reader, ..bare }
    }
}

fn broken(failure: Failure) -> Response {
    Trouble::from(failure).into_response()
}

/// Redirects a visitor without a session to the sign-in page, and back afterwards. A form is kept; a script that only asks is
/// told where to sign in, and leaves the page as it is with what was typed.
fn to_sign_in(parts: &Parts) -> Response {
    let client = [paths::CABINET, paths::PORTAL].iter().any(|of| parts.uri.path().starts_with(of));
    let door = if client { paths::portal_sign_in() } else { paths::sign_in() };
    let by_script = parts.headers.contains_key("hx-request");
    if !parts.method.is_safe() && !parts.headers.contains_key(POLL) {
        return Extension(SignedOut { door, by_script }).into_response();
    }
    if by_script {
        return (StatusCode::UNAUTHORIZED, [(SIGN_IN_AT, door)]).into_response();
    }
    let next = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let next = if next == "/" { "" } else { next };
    Redirect::to(&paths::with_query(&door, &[("next", next)])).into_response()
}
