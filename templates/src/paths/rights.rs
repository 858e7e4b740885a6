//! The URLs of rights: why something is not allowed, who may what, the policy, and standing in for somebody.

use super::fill;

addresses! {
    /// Why the viewer may not do something, and who may.
    WHY = "/why/{object}/{act}" => why(object, act);
    /// Who may what at the partner.
    RIGHTS = "/partner/rights" => rights();
    /// What one of the partner's people may.
    RIGHTS_OF = "/partner/rights/{person}" => rights_of(person);
    /// Who may what anywhere, for the operator.
    OPERATOR_RIGHTS = "/operator/rights" => operator_rights();
    /// What somebody may, for the operator.
    OPERATOR_RIGHTS_OF = "/operator/rights/{person}" => operator_rights_of(person);
    /// The policy as a table, and how it has changed.
    POLICY = "/operator/policy" => policy();
    /// What the viewer handed over and stands in for; handing a role over.
    OWN_STANDING_IN = "/profile/standing-in" => own_standing_in();
    /// The viewer ends a standing in.
    OWN_STANDING_IN_ENDING = "/profile/standing-in/{standing}/ending" => own_standing_in_ending(standing);
    /// Handing over a role of one of the partner's people.
    STANDING_IN = "/partner/people/{person}/standing-in" => standing_in(person);
    /// Ending a standing in of one of the partner's people.
    STANDING_IN_ENDING = "/partner/people/{person}/standing-in/{standing}/ending" => standing_in_ending(person, standing);
    /// Handing over a role of one of the people of the operator.
    OPERATOR_STANDING_IN = "/operator/people/{person}/standing-in" => operator_standing_in(person);
    /// Ending a standing in of one of the people of the operator.
    OPERATOR_STANDING_IN_ENDING = "/operator/people/{person}/standing-in/{standing}/ending"
        => operator_standing_in_ending(person, standing);
}
