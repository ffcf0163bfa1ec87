"""`python -m tests.rooms.dump`: every word of the installation, as JSON."""

import json

import django


def main() -> None:
    django.setup()
    from jalons.rooms.models import Contribution

    rows = Contribution.objects.order_by("number").values_list("id", "number", "text")
    print(json.dumps({"words": [[str(identity), number, text] for identity, number, text in rows]}))


if __name__ == "__main__":
    main()
