"""The calls through the official SDK for Python, with its usual settings: what acs-sdk is held against.

usage: calls.py <send-sms|list-messages> <address> <calls> <given>

`given` is what all clients are given, as `bench-client given` prints it. Makes the calls one after the other over one
connection, and prints, as JSON, the seconds that they took.
"""

import json
import sys
import time

from azure.communication.chat import ChatThreadClient, CommunicationTokenCredential
from azure.communication.sms import SmsClient
from azure.core.credentials import AzureKeyCredential


def send_sms(address, given):
    # From a connection string it would make an https address.
    client = SmsClient(f"http://{address}", AzureKeyCredential(given["key"]))

    def call():
        sent = client.send(from_=given["from"], to=given["to"], message=given["text"])
        return sum(result.successful for result in sent)

    return call, 1


def list_messages(address, given):
    credential = CommunicationTokenCredential(given["token"])
    client = ChatThreadClient(f"http://{address}", credential, given["thread"])

    def call():
        # The SDK sends no token without TLS unless it is asked to; a service on loopback has none.
        pages = client.list_messages(results_per_page=given["page"], enforce_https=False).by_page()
        return len(list(next(pages)))

    return call, given["page"]


def main(name, address, calls, given):
    call, expected = {"send-sms": send_sms, "list-messages": list_messages}[name](address, json.loads(given))
    start = time.perf_counter()
    for _ in range(int(calls)):
        found = call()
        if found != expected:
            sys.exit(f"expected {expected} results, found {found}")
    print(json.dumps({"seconds": time.perf_counter() - start}))


main(*sys.argv[1:])
