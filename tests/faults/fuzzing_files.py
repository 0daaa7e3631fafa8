# ruff: noqa: E501, ISC004 - files as they are
"""Good files of the formats that import reads, to be broken by `fuzzing.py`; of an archive, its files by name."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

XLS = (
    "eNrtWE1oE0EU/maTbX5o81NToRVKKFi1FkG8eGm3VtpeNEY9KEHQrd1qSbIp0YN6sVpzFARPipdCL16qXvxBD/XmQajoQRCERI+eBAUPbdY3L7"
    "s11Rwa0KIy3zJv3ryZ92Z23nuzP6+W4uW5B10V/IRB+FB1QmipkwkqIa8RA/U7jmS9OkjFUfinEAqSI1t0PG17GZA+lP6uQMN9/3OiwAcqJzCN"
    "VMG2khuIYV6DKeQaBogK3CFJBJ28qnamp5luYnqPRz5jOsSS60wHaGxZZLBkpPr2ulF8XOvhvgik3Ues844lu9GBFzKKL98QtbE69hWnzNzf2d"
    "Htb8U8yG9jlm0VzVwZCXLgPL46SeCLl6mLSSXfWLkAyb+tlQcayG9qfmAGzikO8BIFpOOrJWHaKkznrGVkpHe50MiUmbd0YCRvTuWoTp+lnAxL"
    "sZ08lDUnC8UoYJv2kHXBzJP2rkLxDGkeNfPJA5ZFfefMfH1fWB7nnP6xNenfxmnRSnQCUebjnBwxOuCX735+fXA8bZxkyQwf+bUHw1Z5L3BwRW"
    "qQcoR7fKu0jzV2Mr3KVrcw38U0QSFNdW+6w2VGZ3nMNe7tpXn2MN4Y2+r47cSXPh1+3F36aOwgfmGscimx8NaYQw89qCZIX16z6Bf94vYtiSeG"
    "Vwv3EHnPtPOXAyWoxdy1O+7TL4oVhJmNM6215O6I1Zbm7pXUFg20BWv73PGCteW++Wi/BGtjcXRyfzQzLC1oDSxobEF3LdS8I70mtBZqSQuDWj"
    "seymF0EP5AGAoKCgoKCgoKCgr8Qqq5r+jyRVR3PwIC7n+dFSpV9Zvkv8URFOg6Tx+mI7CpLuJiU/GzGbrwbIl16nj/CyWO0exFZDHO68g2Hb/0"
    "ESfq72fdirHfl0LNzl9tZp1/eP7v3CLbSw=="
)
"""A workbook of Excel before 2007, packed: two contacts."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"

XLSX = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'.encode(),
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="People" sheetId="1" r:id="s1"/>'
    "</sheets></workbook>".encode(),
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="s1" Type="{_RELATIONS}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
    "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>Name</t></si><si><t>Nan Okafor</t></si></sst>'.encode(),
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
    '<c r="B1" t="inlineStr"><is><t>Email</t></is></c><c r="C1" t="inlineStr"><is><t>Phone</t></is></c></row>'
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>nan@example.org</t></is></c>'
    '<c r="C2"><v>447700900123</v></c></row></sheetData></worksheet>'.encode(),
}
ODS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'.encode(),
    "content.xml": f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
    f'xmlns:text="{_OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="People">'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>Email</text:p></table:table-cell></table:table-row>'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Nan Okafor</text:p>'
    '</table:table-cell><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>nan@example.org'
    "</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>".encode(),
}
TAKEOUT = {
    "Takeout/Contacts/All Contacts/All Contacts.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nan Okafor\r\nN:Okafor;Nan;;;\r\n"
    b"EMAIL;TYPE=INTERNET:nan@example.org\r\nCATEGORIES:Choir,myContacts\r\nEND:VCARD\r\n",
    "Takeout/Contacts/Choir/Choir.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nan Okafor\r\nEND:VCARD\r\n",
    "Takeout/Contacts/Choir/Choir.csv": b"First Name,Last Name,Labels,E-mail 1 - Value\nNan,Okafor,Choir,nan@example.org\n",
}
TEXTS = {
    "addresses": [
        b'Nan Okafor <nan@example.org>; "Lee, Sam" <sam@example.org>\nlee@example.org (Sam Lee)\nTo: <x@example.org>\n'
    ],
    "ldif": [
        b"version: 1\n\ndn: cn=Nan Okafor,mail=nan@example.org\nobjectclass: person\ncn: Nan Okafor\ngivenName: Nan\nsn: Okafor\n"
        b"mail: nan@example.org\ntitle: Luth\n ier\ndescription:: S25vd3MgdmlvbGlucy4=\n\n"
        b"dn: cn=Choir\nobjectclass: groupOfNames\ncn: Choir\nmember: cn=Nan Okafor,mail=nan@example.org\n",
        b"dn:: Y249SmFuIE38bGxlcg\nobjectClass: person\ncn:: SmFuIE38bGxlcg==\nmail:: !\nmanager: CN=Ann\\, Roe,OU=x\nmemberOf: CN=Choir\n"
        b"proxyAddresses: SMTP:jan@example.org\ndescription:< file:///x\nnot a line\n\ndn: cn=x\nchangetype: modify\n-\n",
    ],
    "objects": [
        b'[{"first_name": "Nan", "lastName": "Okafor", "emails": [{"value": "nan@example.org", "type": "home"}], "tags": ["a"]},'
        b' 7, {"name": "Sam Lee", "company": {"name": "Quay"}, "phones": ["+47 900 00 001"]}]',
        b'[{"name": "Nan", "relations": [{"type": "spouse", "person": "Tom"}], "manager": {"name": "Ann", "email": "a@example.org"}}]',
        b'{"account": {"data": [{"count": 1, "type": "contact", "values": [{"first_name": "Nan", "job": "Luthier"}]}]}}',
    ],
    "lines": [
        b'{"name": "Nan Okafor", "email": "nan@example.org"}\n{"name": "Sam Lee", "skills": ["tax", "law"]}\n7\n',
    ],
    "telegram": [
        b'{"about": "x", "contacts": {"about": "y", "list": [{"user_id": 7, "first_name": "Nan", "last_name": "Okafor",'
        b' "phone_number": "+47 900 00 001", "date": "2026-02-08T10:00:00"}]}}',
    ],
    "facebook": [
        b'{"friends_v2": [{"name": "Zo\\u00c3\\u00ab Lee", "timestamp": 1754000000}, {"name": "Nan Okafor"}]}'
    ],
    "mastodon": [
        b"Account address,Show boosts,Notify on new posts,Languages\nnan@social.example.org,true,false,\nsam@b.example.org,,,en\n",
    ],
    "notes": [
        b"---\naliases: [Nan]\ntags:\n  - person\nemail: nan@example.org\nphone: +47 900 00 001\ncompany: '[[Quay]]'\n---\n"
        b"# Nan Okafor\nKnows looms. [[Sam Lee]]\n",
        b"tags:: [[person]]\nemail:: nan@example.org\norganization:: Quay\n\n- Nan Okafor\n\t- knows looms\n",
    ],
    "markdown": [
        b"# People\n\n| Name | Email | Skills |\n|---|:--:|---|\n| Nan Okafor | nan@example.org | looms; tax |\n| Sam | | |\n"
    ],
    "khard": [
        b"Formatted name: Nan Okafor\nKind: individual\nFirst name: Nan\nLast name: Okafor\nEmail:\n    home: nan@example.org\n"
        b"    work:\n        - a@example.org\n        - b@example.org\nPhone:\n    cell: +47 900 00 001\nCategories:\n    - Choir\n",
    ],
    "friends": [
        b"### Activities:\n- 2026-06-15: **Nan Okafor** and I hiked in _Leeds_. @hiking\n\n"
        b"### Friends:\n- Nan Okafor (a.k.a. Nana a.k.a. No) [Leeds] @luthier @choir\n- Sam Lee\n\n### Locations:\n- Leeds\n",
    ],
}
ARCHIVES = {"xlsx": [XLSX], "ods": [ODS], "takeout": [TAKEOUT]}
BINARY = {"xls": [zlib.decompress(base64.b64decode(XLS))]}


def packed(files: dict[str, bytes]) -> bytes:
    """Pack files into a zip, the first stored as it is, as a document of OpenDocument has its type."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()
