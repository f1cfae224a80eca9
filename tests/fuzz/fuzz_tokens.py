"""What damage is made with: numbers, bytes and words that mean something to a format, separated by ``|``."""

from __future__ import annotations

NUMBERS: tuple[bytes, ...] = tuple(
    (
        b"NaN|nan|inf|-inf|INF|Infinity|-1|-0|0|1e400|-1e400|1e308|1e-320|9999999999999999999999|"
        b"4294967296|2147483648|-2147483649|1e15|0x10|1_000|1,5|1.5|\xd9\xa1|\xc2\xb2||NA|null|true|"
        b"2015-02-30|9999-12-31|0001-01-01|=1+1"
    ).split(b"|")
)
COMMON: tuple[bytes, ...] = tuple(
    (
        b"\xef\xbb\xbf|\xff\xfe|\x00|\x1b[31m|\r|\n\n|''|\"\"|=1+1|../x|\xed\xa0\x80|\xe2\x80\xa8|"
        b"\xe2\x80\xae|\xc3\xa9|e\xcc\x81|"
        b"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|"
        b"1e400|nan|A,A,A\n"
    ).split(b"|")
)
TOKENS: dict[str, tuple[bytes, ...]] = {
    ".csv": tuple((b",|;|\t|\"|\n,,,\n|sep=;\n|from,to,weight\n|organisation|Total,,\n|'").split(b"|")),
    ".toml": tuple(
        (
            b'[|[[layer]]\n|weight = "nan"\n|cut_off = 2015-02-30\n|directed = 1\n|from = "../x"\n|'
            b'rule = "newman"\n|[survey]\n|[people]\n|memory = 1e400\n|snapshots = []\n|half_life = nan\n|"""|'
            b'inf|nan|-1|true|"|{}|[1, 2]|2015-01-01|\'\\x00\'|threshold = inf\n|encoding = "utf-7"\n|'
            b'encoding = "zip"\n|decimal = ","\n|delimiter = "\\t"\n|header_row = 3\n|header_row = -1\n|'
            b'header_row = 99999999999\n|[read]\n|[study]\n|snapshots = "month"\n|snapshots = "year"\n|'
            b'successors = "merged"\n|organisations = "present"\n|rule = "jaccard"\n|rule = "minutes"\n|'
            b'rule = "to_chair"\n|history = true\n|duplicates = "mean"\n|duplicates = "sum"\n|'
            b'reports = "both"\n|unlisted = "no_tie"\n|non_respondents = "drop"\n|weight = ""\n|'
            b'directed = false\n|permitted = ["x"]\n|opt_out = "opt_out.csv"\n|depends = "receiver"\n|'
            b'through = "topic"\n|cut_off = 0001-01-01\n|cut_off = 9999-12-31\n|'
            b'[[snapshot]]\nname = "x"\nfrom = 2010-01-01\n|not_known = [9]\n|[layer.x]\n|'
            b'from = "attendance"\n|from = "roles"\n|from = "survey"\n|composites = { t = ["a"] }\n'
        ).split(b"|")
    ),
    ".xml": tuple(
        (
            b"<!DOCTYPE a [<!ENTITY b 'c'>]>|<?xml version='1.0' encoding='utf-7'?>|&#0;|&b;|<![CDATA[|]]>|"
            b"<!--|</|/>|\"| id='1'| t='s'| r='ZZZZ9'| r='A1048577'|<v>1e400</v>|<v>nan</v>|"
            b"<edge source='1' target='1'/>|<node id='1'/>| attr.type=\"double\"|"
            b"<data key='d0'>NaN</data>"
        ).split(b"|")
    ),
    ".gml": tuple((b'[|]|node [ id 1 ]|edge [ source 1 target 1 ]|weight NaN|graph [|directed 2|"|&#0;').split(b"|")),
    ".net": tuple(
        (b'*Vertices 3\n|*Vertices 999999999\n|*Arcs\n|*Edges :2\n|*Matrix\n|*Arcslist\n|[1-2]|%|"').split(b"|")
    ),
    ".dl": tuple(
        (b"dl n=3|nm=2|n=999999999|labels:|data:|labels embedded|format=edgelist1|diagonal=absent|!").split(b"|")
    ),
    ".vna": tuple((b'*Tie data\n|*Node data\n|*Node properties\n|from to w\n|ID x\n|"').split(b"|")),
    ".gdf": tuple((b"nodedef>|edgedef>|VARCHAR|DOUBLE|default '|'|,|node1,node2").split(b"|")),
    ".mpx": tuple((b"#TYPE|#LAYERS\n|#EDGES\n|#ACTORS\n|UNDIRECTED|NUMERIC|#EDGE ATTRIBUTES\n|,").split(b"|")),
}
