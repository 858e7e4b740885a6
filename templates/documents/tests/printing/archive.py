"""What PDF/A-2b asks of a file and pikepdf can see: identification, output intent, one date, nothing that acts."""
import sys

import pikepdf

path, day = sys.argv[1:]
with pikepdf.open(path) as pdf:
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B", metadata.pdfa_status
        assert metadata["dc:title"], "no title"
        assert metadata["xmp:CreateDate"].startswith(f"{day[:4]}-{day[4:6]}-{day[6:]}"), metadata["xmp:CreateDate"]
    intents = pdf.Root.OutputIntents
    assert len(intents) == 1 and intents[0].S == "/GTS_PDFA1", intents
    assert len(intents[0].DestOutputProfile.read_bytes()) > 100
    assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{day}"), pdf.docinfo["/CreationDate"]
    assert not pdf.is_encrypted
    for name in ("/AA", "/OpenAction", "/AcroForm"):
        assert name not in pdf.Root, name
    assert "/JavaScript" not in pdf.Root.get("/Names", {}) and not pdf.attachments
