//! The URLs of the people of a house.

use super::fill;

addresses! {
    /// The people of the partner.
    PEOPLE = "/partner/people" => people();
    /// One of the people of the partner.
    PERSON = "/partner/people/{person}" => person(person);
    /// Sending an invitation again.
    INVITATION = "/partner/people/{person}/invitation" => invitation(person);
    /// Giving a role.
    ROLES = "/partner/people/{person}/roles" => roles(person);
    /// Ending a role.
    ROLE_ENDING = "/partner/people/{person}/roles/{role}/ending" => role_ending(person, role);
    /// Disabling a person.
    DISABLING = "/partner/people/{person}/disabling" => disabling(person);
    /// Enabling a person.
    ENABLING = "/partner/people/{person}/enabling" => enabling(person);
    /// Ending all sessions of a person.
    SESSIONS_ENDING = "/partner/people/{person}/sessions/ending" => sessions_ending(person);
    /// Ending a session of a person.
    SESSION_ENDING = "/partner/people/{person}/sessions/{mark}/ending" => session_ending(person, mark);
    /// The people of the operator.
    OPERATOR_PEOPLE = "/operator/people" => operator_people();
    /// One of the people of the operator.
    OPERATOR_PERSON = "/operator/people/{person}" => operator_person(person);
    /// Sending an invitation again.
    OPERATOR_INVITATION = "/operator/people/{person}/invitation" => operator_invitation(person);
    /// Giving a role.
    OPERATOR_ROLES = "/operator/people/{person}/roles" => operator_roles(person);
    /// Ending a role.
    OPERATOR_ROLE_ENDING = "/operator/people/{person}/roles/{role}/ending" => operator_role_ending(person, role);
    /// Disabling a person.
    OPERATOR_DISABLING = "/operator/people/{person}/disabling" => operator_disabling(person);
    /// Letting a person in again.
    OPERATOR_ENABLING = "/operator/people/{person}/enabling" => operator_enabling(person);
    /// Ending all sessions of a person.
    OPERATOR_SESSIONS_ENDING = "/operator/people/{person}/sessions/ending" => operator_sessions_ending(person);
    /// Ending a session of a person.
    OPERATOR_SESSION_ENDING = "/operator/people/{person}/sessions/{mark}/ending" => operator_session_ending(person, mark);
}
