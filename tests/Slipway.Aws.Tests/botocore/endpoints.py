"""Prints where botocore would send each service's calls: one JSON object, {"service region": "https://..."}."""

import json
import sys

import botocore.session

session = botocore.session.get_session()
found = {}
for pair in sys.argv[1:]:
    service, region = pair.split()
    client = session.create_client(service, region_name=region, aws_access_key_id="a", aws_secret_access_key="s")
    found[pair] = client.meta.endpoint_url
print(json.dumps(found))
