import hashlib, io, json, os
from alembic import command
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

mode, to = "@MODE@", "@TO@"
file = os.environ.get("ALEMBIC_CONFIG", "alembic.ini")
config = Config(file)
script = ScriptDirectory.from_config(config)
order = list(reversed(list(script.walk_revisions())))
known = {each.revision: each for each in order}
seen = {"current": [], "whole": True}


def look(_, context):
    seen["current"] = list(context.get_current_heads())
    seen["whole"] = bool(context.impl.transactional_ddl)
    return []


def before(revision):
    down = revision.down_revision or ()
    return [down] if isinstance(down, str) else list(down)


def ancestors(heads):
    found, left = set(), [each for each in heads if each in known]
    while left:
        revision = left.pop()
        if revision not in found:
            found.add(revision)
            after = known[revision].dependencies or ()
            needs = before(known[revision]) + ([after] if isinstance(after, str) else list(after))
            left.extend(each for each in needs if each in known)
    return found


def revision(each):
    return {"id": each.revision, "says": (each.doc or "").strip(), "parts": not seen["whole"]}


def described(each, back):
    down = before(each)
    out = io.StringIO()
    offline = Config(file, output_buffer=out)
    offline.attributes.update(config.attributes)
    with open(each.path, "rb") as source:
        text = source.read()
    try:
        start = down[0] if len(down) == 1 else "base"
        if len(down) > 1:
            out.write("-- joins " + " and ".join(down))
        elif back:
            command.downgrade(offline, each.revision + ":" + start, sql=True)
        else:
            command.upgrade(offline, start + ":" + each.revision, sql=True)
    except Exception as failure:
        return dict(revision(each), source="# cannot be written as SQL: %s\n%s" % (failure, text.decode("utf-8", "replace")))
    return dict(revision(each), sql=out.getvalue() + "\n-- source: sha256 " + hashlib.sha256(text).hexdigest())


with EnvironmentContext(config, script, fn=look, dont_mutate=True):
    script.run_env()
applied = ancestors(seen["current"])
if mode == "standing":
    heads = list(script.get_heads())
    answer = {
        "heads": sorted(seen["current"]),
        "applied": [revision(each) for each in order if each.revision in applied],
        "pending": [revision(each) for each in order if each.revision not in applied],
        "forked": [sorted(heads)] if len(heads) > 1 else [],
        "unknown": [each for each in seen["current"] if each not in known],
    }
elif mode == "up":
    wanted = ancestors([to] if to else list(script.get_heads()))
    answer = {"plan": [described(each, False) for each in order if each.revision in wanted - applied]}
else:
    left = ancestors([] if to == "empty" else to.split("+"))
    answer = {"plan": [described(each, True) for each in reversed(order) if each.revision in applied - left]}
print("\nslipway-answer " + json.dumps(answer))
