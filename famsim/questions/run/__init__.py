"""What does one strategy come to by itself?"""
