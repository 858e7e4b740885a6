"""A provider of OpenID Connect that is not ours: PyPI oidc-provider-mock.

oidc.py [SUBJECT NAME]...   prints its port; knows people with these subjects and names
"""

import os
import sys
import threading
import warnings

warnings.simplefilter("ignore")
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import werkzeug.serving  # noqa: E402
from oidc_provider_mock import User, app  # noqa: E402

if __name__ == "__main__":
    people = [User(sub=sub, claims={"name": name}) for sub, name in zip(sys.argv[1::2], sys.argv[2::2])]
    provider = app(require_nonce=True, user_claims=people)
    server = werkzeug.serving.make_server("127.0.0.1", 0, provider, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    # The test's end closes our standard input, also when the test falls over.
    sys.stdin.read()
