"""The program that Pulumi runs: the landing zone that the stack's file describes."""

from bedplate.blueprints.run import run

if __name__ == "__main__":
    run()
