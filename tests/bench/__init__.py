"""`make bench`: what the app costs, each figure beside a reference measured in the same run. It asserts nothing."""
