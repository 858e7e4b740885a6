//! The URLs of rights: why something is not allowed, who may what, and the policy.

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
}
