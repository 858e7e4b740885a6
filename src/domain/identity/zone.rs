//! The time zone of a region: nobody in Russia changes clocks, so each has one offset from UTC.

use chrono::FixedOffset;

use super::Region;
use crate::domain::month::moscow;

/// The zone of most regions, in hours east of UTC.
const MOSCOW: i32 = 3;

impl Region {
    /// The zone of the region's capital; Moscow's for a code that names no region.
    #[must_use]
    pub fn zone(&self) -> FixedOffset {
        let hours = match self.as_str() {
            "39" => 2,
            "18" | "30" | "63" | "64" | "73" => 4,
            "02" | "45" | "56" | "59" | "66" | "72" | "74" | "81" | "86" | "89" => 5,
            "55" => 6,
            "04" | "17" | "19" | "22" | "24" | "42" | "54" | "70" | "84" | "88" => 7,
            "03" | "38" | "85" => 8,
            "14" | "28" | "75" | "80" => 9,
            "25" | "27" | "79" => 10,
            "49" | "65" => 11,
            "41" | "82" | "87" => 12,
            _ => MOSCOW,
        };
        FixedOffset::east_opt(hours * 3600).unwrap_or_else(moscow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_region_has_a_zone_of_russia() {
        let hours = |code: &str| Region::parse(code).unwrap().zone().local_minus_utc() / 3600;
        for (code, east) in [("77", 3), ("39", 2), ("66", 5), ("38", 8), ("41", 12), ("99", 3)] {
            assert_eq!(hours(code), east, "{code}");
        }
        assert!((1..=99).all(|code| (2..=12).contains(&hours(&format!("{code:02}")))));
    }
}
