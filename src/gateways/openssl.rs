//! For tests: the `openssl` command as the client's program and as the reader of our certificates. Tests fail where it
//! is missing.

use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The GOST engine is configured here, apart from the requests' own configuration.
const ENGINE: &str = "openssl_conf = init\n[init]\nengines = engines\n[engines]\ngost = gost\n\
                      [gost]\nengine_id = gost\ndefault_algorithms = ALL\n";

const REQUEST: &str = "oid_section = oids\n[oids]\nINNLE = 1.2.643.100.4\n\
                       [req]\nprompt = no\nutf8 = yes\nstring_mask = utf8only\ndistinguished_name = owner\n\
                       [owner]\nC = RU\nST = 38 Иркутская область\nL = г. Иркутск\nstreet = ул. Ленина, д. 1\n\
                       O = ООО «Ромашка»\nOU = Бухгалтерия\ntitle = Генеральный директор\n\
                       CN = Петрова Анна Ивановна\nSN = Петрова\nGN = Анна Ивановна\n\
                       emailAddress = petrova@romashka.example\nINN = 990000661323\nINNLE = 9900815901\n\
                       OGRN = 1009918609139\nSNILS = 99000000153\n";

/// The arguments of `openssl req` for a new key of each kind.
pub(super) const RSA: &[&str] = &["-newkey", "rsa:2048"];
pub(super) const P256: &[&str] = &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
pub(super) const P384: &[&str] = &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"];
pub(super) const P521: &[&str] = &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"];
pub(super) const GOST256: &[&str] = &["-newkey", "gost2012_256", "-pkeyopt", "paramset:A"];
pub(super) const GOST512: &[&str] = &["-newkey", "gost2012_512", "-pkeyopt", "paramset:A"];

/// A temporary folder in which `openssl` runs.
pub(super) struct Workshop(TempDir);

impl Workshop {
    pub(super) fn open() -> Self {
        let workshop = Self(tempfile::tempdir().unwrap());
        std::fs::write(workshop.path("engine.cnf"), ENGINE).unwrap();
        std::fs::write(workshop.path("request.cnf"), REQUEST).unwrap();
        workshop
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A new key and its request in PEM; `how` are further arguments of `openssl req`.
    pub(super) fn request(&self, how: &[&str]) -> String {
        let new = ["req", "-new", "-nodes", "-keyout", "key.pem", "-config", "request.cnf"];
        self.says(&[&new, how].concat())
    }

    /// The output of `openssl`; panics when the command fails.
    pub(super) fn says(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {words:?} failed: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new("openssl")
            .args(words)
            .current_dir(self.0.path())
            .env("OPENSSL_CONF", self.path("engine.cnf"))
            .output()
            .expect("these tests need the openssl command")
    }
}
