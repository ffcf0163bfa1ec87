"""Writes the table of test_permissions.py: `python -m tests.house.table` prints it for the code as it is."""

import os

import django


def main() -> None:
    """Print one line a URL, grouped by area, in the order of their paths."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.house import source
    from tests.house.declared import declared

    groups: dict[str, list[str]] = {}
    for name, pattern in source.views():
        area = name.partition(":")[0] if ":" in name else "sign-in, under names that allauth needs"
        groups.setdefault(area, []).append(f'    "{name}": "{declared(pattern.callback)}",')
    for area in sorted(groups, key=lambda a: (source.ranks().get(a, 2), a)):
        print(f"    # {area}")
        print("\n".join(sorted(set(groups[area]))))


if __name__ == "__main__":
    main()
