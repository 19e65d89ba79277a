"""Runs management commands of a Django project in a sandbox, and tells what they did.

It only observes: what that means is decided by the program that started it.
"""
