"""STARTTLS as the settings ask for it: with a certificate one can trust, or not at all."""

import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from mail.delivery import drain
from mail.models import Message
from tests.sinks import MailSink


def certificate(folder: Path) -> tuple[Path, Path]:
    """One of our own making for `localhost`: the certificate and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = timezone.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pkcs8 = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, pkcs8, plain))
    return folder / "cert.pem", folder / "key.pem"


@pytest.mark.django_db
def test_mail_goes_encrypted_to_a_server_that_can_be_trusted_and_to_no_other(note, settings, tmp_path, monkeypatch):
    cert, key = certificate(tmp_path)
    context: Any = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    sink = MailSink(tls_context=context, require_starttls=True)
    sink.start()
    try:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "localhost", sink.port, True
        note("a", address="a@contoh.example")
        drain()
        row = Message.objects.get()
        assert (row.state, row.attempts, sink.taken) == (Message.State.QUEUED, 0, [])
        assert "CERTIFICATE_VERIFY_FAILED" in row.reply
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        Message.objects.update(due_at=timezone.now())
        assert drain().sent == 1
    finally:
        sink.stop()
